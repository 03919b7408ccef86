import type { Interval } from '../interval.ts';

/** Sessions that want a room and a time, and what there is of both. Instants are milliseconds since 1970. */
export interface PlacementTask {
  sessions: readonly SessionToPlace[];
  rooms: readonly RoomToFill[];
  /** When the event is open: a session lies within one of them, from beginning to end. They do not overlap. */
  openings: readonly Interval[];
  /** By speaker: when they can come. Who is not in it always can. */
  availability: ReadonlyMap<string, readonly Interval[]>;
  /** Sessions begin every so many minutes, counted from when an opening begins. */
  everyMinutes: number;
}

export interface SessionToPlace {
  sessionId: string;
  lengthMinutes: number;
  speakerIds: readonly string[];
  trackId: string | null;
  /** How many people are expected; null if nobody knows. */
  audience: number | null;
  /** What its room must have. */
  equipment: readonly string[];
  /** Where and when it is already, and stays; null if that is to be found. */
  slot: SlotOfSession | null;
}

export interface SlotOfSession {
  roomId: string;
  startsAt: number;
}

export interface RoomToFill {
  roomId: string;
  /** How many people fit in; null if nobody knows, which is taken for enough. */
  capacity: number | null;
  equipment: readonly string[];
}

/** A slot for each session that was given one, by the session's id. */
export type Placement = ReadonlyMap<string, SlotOfSession>;
