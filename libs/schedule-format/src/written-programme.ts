import type { ImportedDay, ImportedLink, ImportedTrack } from './imported-programme.ts';

export interface WrittenRoom {
  /** A UUID. */
  guid: string;
  /** Two rooms of one name are one to the formats. */
  name: string;
  description: string | null;
  capacity: number | null;
}

/** What something was called in the file it came from, if it came from one. */
export interface WrittenOrigin {
  /** A UUID of its own, unique in the programme: its guid where it has no other. */
  key: string;
  guid: string | null;
  /** Of a session also its number, where it had one. */
  code: string | null;
}

export interface WrittenSpeaker extends WrittenOrigin {
  name: string;
  biography: string | null;
  avatarUrl: string | null;
  links: readonly ImportedLink[];
}

export interface WrittenSession extends WrittenOrigin {
  title: string;
  subtitle: string | null;
  /** Markdown or HTML. */
  abstract: string | null;
  description: string | null;
  type: string;
  /** Name of a track. */
  track: string | null;
  language: string | null;
  /** Name of a room; null while nobody has said where. */
  room: string | null;
  /** `date` of the day it belongs to. */
  day: string;
  /** ISO instants with offset or Z. */
  startsAt: string;
  endsAt: string;
  speakers: readonly WrittenSpeaker[];
  links: readonly ImportedLink[];
  attachments: readonly ImportedLink[];
  logoUrl: string | null;
  /** Where to read about it. */
  url: string;
  recording: { licence: string | null; optOut: boolean | null };
}

/** A programme as the schedule formats can tell it: one language, and every session with a day and a page. */
export interface WrittenProgramme {
  title: string;
  acronym: string;
  /** Of this state of the programme. */
  version: string;
  /** IANA zone, in which its times are written. */
  zone: string;
  /** Of the programme. */
  url: string;
  generator: { name: string; version: string };
  days: readonly Omit<ImportedDay, 'index'>[];
  tracks: readonly Pick<ImportedTrack, 'name' | 'colour'>[];
  rooms: readonly WrittenRoom[];
  sessions: readonly WrittenSession[];
}
