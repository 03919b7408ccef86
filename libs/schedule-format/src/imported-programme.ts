/** Text in one language (unnamed), or by language code, as schedule2 allows. May hold HTML or Markdown: never render it raw. */
export type ImportedText = string | Readonly<Record<string, string>>;

/** A web address (absolute, http, https or mailto) with what to call it. */
export interface ImportedLink {
  title: string;
  url: string;
  /** What the file calls it, lower case: `web`, `slides`, `feedback`, `origin`, `video`, `recording`, …; null if it does not say. */
  kind: string | null;
}

export interface ImportedDay {
  /** Counted from 1, in order of date. */
  index: number;
  /** The calendar day it is named after, `YYYY-MM-DD`. */
  date: string;
  /** ISO instants with the offset of the programme's zone; a day may end after midnight. */
  startsAt: string;
  endsAt: string;
}

export interface ImportedTrack {
  name: string;
  guid: string | null;
  slug: string | null;
  /** `#rrggbb`, lower case. */
  colour: string | null;
}

export interface ImportedRoom {
  /** Unique in the file and the same in the next export: `guid:…`, or `name:…` where the file gives no guid of its own to the room. */
  key: string;
  guid: string | null;
  name: string;
  slug: string | null;
  description: ImportedText | null;
  capacity: number | null;
  /** Order of rooms, from 0. */
  position: number;
}

export interface ImportedSpeaker {
  /** Unique in the file and the same in the next export: `guid:…`, `id:…`, `code:…` or `name:…`, the first the file has. */
  key: string;
  guid: string | null;
  id: string | null;
  code: string | null;
  name: string;
  biography: string | null;
  avatarUrl: string | null;
  links: ImportedLink[];
}

export interface ImportedSession {
  /**
   * Unique in the file: `guid:…`, `id:…` or `code:…`, the first the file has. Where one submission stands in several
   * slots, the second and later ones (by start) end in `#2`, `#3`. Re-imports match sessions by this key.
   */
  key: string;
  guid: string | null;
  id: string | null;
  code: string | null;
  slug: string | null;
  title: string;
  subtitle: string | null;
  abstract: ImportedText | null;
  description: ImportedText | null;
  /** As the file calls it: `lecture`, `Talk`, `WORKSHOP`, … */
  type: string | null;
  /** Name of a track in `tracks`. */
  track: string | null;
  /** As the file gives it, usually ISO 639-1. */
  language: string | null;
  /** Key of a room in `rooms`. */
  room: string | null;
  /** `date` of the programme day it belongs to; a session after midnight belongs to the day before. Null if no day fits. */
  day: string | null;
  /** ISO instants with the offset of the programme's zone. */
  startsAt: string;
  endsAt: string;
  /** Elapsed minutes between the two (right across changes of the clock); a fraction where the file counts seconds. */
  durationMinutes: number;
  speakers: { key: string; /** `speaker`, `moderator`, …; null if the file does not say. */ role: string | null }[];
  links: ImportedLink[];
  attachments: ImportedLink[];
  logoUrl: string | null;
  /** The session's page where it came from. */
  url: string | null;
  recording: { licence: string | null; optOut: boolean | null };
  /** `confirmed`, `canceled`, `draft`, … (schedule2), lower case; null if the file does not say. */
  state: string | null;
}

/** What a programme file says, whatever format it was written in. Nothing in it refers to the hub. */
export interface ImportedProgramme {
  format: 'schedule-json' | 'schedule2-json' | 'schedule-xml';
  title: string;
  subtitle: string | null;
  acronym: string | null;
  description: ImportedText | null;
  venue: string | null;
  city: string | null;
  /** IANA zone: the file's own, or the hub's with a warning. */
  zone: string;
  /** First and last calendar day, `YYYY-MM-DD`. */
  startsOn: string;
  endsOn: string;
  /** `HH:MM` at which a new programme day begins, where the file says so. */
  dayChange: string | null;
  timeslotMinutes: number | null;
  url: string | null;
  /** The file's name for this state of the schedule. */
  version: string | null;
  /** What wrote the file. */
  generator: string | null;
  /** Languages the file lists, else those of its sessions, most frequent first. */
  languages: string[];
  days: ImportedDay[];
  tracks: ImportedTrack[];
  rooms: ImportedRoom[];
  speakers: ImportedSpeaker[];
  /** In order of start, then room. */
  sessions: ImportedSession[];
}
