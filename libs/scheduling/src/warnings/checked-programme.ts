/** A programme as far as warnings need to know it: what crosses the wire as a draft fits. Instants are ISO strings. */
export interface CheckedProgramme {
  sessions: readonly CheckedSession[];
  rooms: readonly CheckedRoom[];
  speakers: readonly CheckedSpeaker[];
  /** Sessions of the same people at other events, which nothing here changes. */
  elsewhere: readonly { id: string; personIds: readonly string[]; startsAt: string; endsAt: string }[];
  /** How long a room should stay empty between two sessions. */
  changeoverMinutes: number;
}

export interface CheckedSession {
  id: string;
  /** `break`: of its room, or, without one, of all rooms. */
  kind: string | null;
  /** Ids of speakers. */
  speakers: readonly { id: string }[];
  audience: number | null;
  equipment: readonly string[];
  confirmed: boolean;
  /** Without times while it is not placed. */
  slot: { roomId: string | null; startsAt: string | null; endsAt: string | null };
}

export interface CheckedRoom {
  id: string;
  /** Null if nobody knows, which is taken for enough. */
  capacity: number | null;
  equipment: readonly string[];
}

export interface CheckedSpeaker {
  id: string;
  /** Who is behind it: one person may be announced under several names. */
  personId: string;
  /** When they can come; empty: always. */
  availability: readonly { startsAt: string; endsAt: string }[];
}
