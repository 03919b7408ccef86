import type { ImportedProgramme, ImportedText } from './imported-programme.ts';

/** A value still as the file writes it, and where it stands. */
export interface Located<T = string> {
  value: T;
  place: string;
}

export interface RawLink {
  title: string | null;
  url: Located;
  kind: string | null;
}

/** How a session names its room or track. */
export interface RawReference {
  guid: string | null;
  slug: string | null;
  name: string | null;
  place: string;
}

export interface RawDay {
  date: Located | null;
  start: Located | null;
  end: Located | null;
  place: string;
}

export interface RawTrack {
  name: string;
  guid: string | null;
  slug: string | null;
  colour: Located | null;
  place: string;
}

export interface RawRoom {
  name: string;
  guid: string | null;
  slug: string | null;
  description: ImportedText | null;
  capacity: number | null;
  place: string;
}

export interface RawPerson {
  guid: string | null;
  id: string | null;
  code: string | null;
  name: string;
  biography: string | null;
  avatar: Located | null;
  links: RawLink[];
  role: string | null;
  place: string;
}

export interface RawSession {
  guid: string | null;
  id: string | null;
  code: string | null;
  slug: string | null;
  title: string;
  subtitle: string | null;
  abstract: ImportedText | null;
  description: ImportedText | null;
  type: string | null;
  track: RawReference | null;
  language: string | null;
  room: RawReference | null;
  /** The name the session itself gives, where its room is already known from around it. */
  roomNamedInside: Located | null;
  /** Index into `days`, where the file puts sessions into days. */
  day: number | null;
  /** A whole date and time; wins over `start`. */
  date: Located | null;
  /** A time of day on the session's day. */
  start: Located | null;
  end: Located | null;
  duration: Located<string | number> | null;
  persons: RawPerson[];
  links: RawLink[];
  attachments: RawLink[];
  logo: Located | null;
  url: Located | null;
  licence: string | null;
  recordingOptOut: boolean | null;
  state: string | null;
  place: string;
}

/** What the three readers make of their formats: one shape, nothing interpreted yet. */
export interface RawProgramme {
  format: ImportedProgramme['format'];
  title: string;
  subtitle: string | null;
  acronym: string | null;
  description: ImportedText | null;
  venue: string | null;
  city: string | null;
  zone: Located | null;
  start: Located | null;
  end: Located | null;
  dayChange: Located | null;
  timeslot: Located<string | number> | null;
  daysCount: Located<number> | null;
  baseUrl: string | null;
  url: Located | null;
  version: string | null;
  generator: string | null;
  languages: string[];
  days: RawDay[];
  tracks: RawTrack[];
  /** The file's own list of rooms. */
  rooms: RawRoom[];
  /** Rooms as they stand in the days, one per day; empty ones count too. */
  dayRooms: RawRoom[];
  persons: RawPerson[];
  sessions: RawSession[];
  place: string;
}
