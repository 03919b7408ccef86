import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Translated } from '@hubwerk/contracts/language';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';

/** A web address with what to call it. */
export interface StoredLink {
  title: string;
  url: string;
  kind: string | null;
}

/**
 * The version at which a file last left the row; another one since means that it was edited here. Null: of no file, or
 * nobody knows, as in rows that were imported before this was kept.
 */
const importedVersion = () => integer();

/** Short words such as `Beamer`. */
const equipment = () =>
  text()
    .array()
    .notNull()
    .default(sql`'{}'`);

const ofEvent = () =>
  uuid()
    .notNull()
    .references(() => events.id, { onDelete: 'cascade' });

/** What an event's programme as a whole has; made with its first session or import. */
export const programmes = pgTable('programmes', {
  eventId: ofEvent().primaryKey(),
  /** `HH:MM` in the event's zone at which a new programme day begins. */
  dayChange: text().notNull().default('00:00'),
  /** The calendar days an imported file has, whether something is on or not. */
  days: date({ mode: 'string' })
    .array()
    .notNull()
    .default(sql`'{}'`),
  changeoverMinutes: integer().notNull().default(0),
  /** Of what organisers set here: the day change and the change-over. */
  settingsVersion: integer().notNull().default(1),
  /** Rises with every change of any part of the draft. */
  revision: integer().notNull().default(0),
});

export const rooms = pgTable(
  'rooms',
  {
    id: id(),
    eventId: ofEvent(),
    /** What an imported file calls it, so that a later one finds it again. */
    importKey: text(),
    name: text().notNull(),
    description: jsonb().$type<Translated>().notNull().default({}),
    capacity: integer(),
    equipment: equipment(),
    position: integer().notNull().default(0),
    version: integer().notNull().default(1),
    importedVersion: importedVersion(),
  },
  (table) => [unique('rooms_import_key').on(table.eventId, table.importKey)],
);

export const tracks = pgTable(
  'tracks',
  {
    id: id(),
    eventId: ofEvent(),
    importKey: text(),
    name: text().notNull(),
    /** `#rrggbb` */
    colour: text(),
    position: integer().notNull().default(0),
  },
  (table) => [unique('tracks_import_key').on(table.eventId, table.importKey)],
);

/** Programme items as organisers edit them; the public reads releases. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    eventId: ofEvent(),
    importKey: text(),
    /** As the file it came from names it, for exports. */
    guid: text(),
    code: text(),
    /** `talk`, `workshop`, … as organisers or files call it. */
    kind: text(),
    title: jsonb().$type<Translated>().notNull(),
    subtitle: jsonb().$type<Translated>().notNull().default({}),
    /** Markdown or HTML; never rendered before a release has made it safe. */
    abstract: jsonb().$type<Translated>().notNull().default({}),
    description: jsonb().$type<Translated>().notNull().default({}),
    /** Spoken language, usually ISO 639-1. */
    language: text(),
    trackId: uuid().references(() => tracks.id, { onDelete: 'set null' }),
    links: jsonb().$type<StoredLink[]>().notNull().default([]),
    attachments: jsonb().$type<StoredLink[]>().notNull().default([]),
    logoUrl: text(),
    /** Its page where it came from. */
    url: text(),
    recordingLicence: text(),
    /** Whether its speakers want no recording; null where nobody said. */
    recordingOptOut: boolean(),
    /** Planned, or as long as it was when it lost its slot; null where nobody said. */
    lengthMinutes: integer(),
    /** How many people are expected. */
    audience: integer(),
    /** What its room must have. */
    equipment: equipment(),
    /** Only confirmed ones are released. */
    confirmed: boolean().notNull().default(true),
    version: integer().notNull().default(1),
    importedVersion: importedVersion(),
    createdAt: createdAt(),
  },
  (table) => [unique('sessions_import_key').on(table.eventId, table.importKey)],
);

/** A person as this event announces them. The person behind it need not have an account. */
export const speakers = pgTable(
  'speakers',
  {
    id: id(),
    eventId: ofEvent(),
    personId: uuid()
      .notNull()
      .references(() => persons.id),
    importKey: text(),
    name: text().notNull(),
    biography: jsonb().$type<Translated>().notNull().default({}),
    avatarUrl: text(),
    links: jsonb().$type<StoredLink[]>().notNull().default([]),
  },
  (table) => [
    unique('speakers_import_key').on(table.eventId, table.importKey),
    index('speakers_person').on(table.personId, table.eventId),
  ],
);

/** When a speaker can come to an event; who is not in it always can. */
export const speakerAvailabilities = pgTable('speaker_availabilities', {
  speakerId: uuid()
    .primaryKey()
    .references(() => speakers.id, { onDelete: 'cascade' }),
  eventId: ofEvent(),
  personId: uuid()
    .notNull()
    .references(() => persons.id, { onDelete: 'cascade' }),
  /** ISO instants, by start, without overlaps; always written and read as a whole. */
  windows: jsonb().$type<{ startsAt: string; endsAt: string }[]>().notNull(),
  version: integer().notNull().default(1),
});

export const sessionSpeakers = pgTable(
  'session_speakers',
  {
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    speakerId: uuid()
      .notNull()
      .references(() => speakers.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    /** `moderator`, …; null for who simply speaks. */
    role: text(),
  },
  (table) => [
    primaryKey({ columns: [table.sessionId, table.speakerId] }),
    index('session_speakers_speaker').on(table.speakerId),
  ],
);

/**
 * Where and when a session is. Every session has one from its beginning and keeps it, unplaced ones without a time: its
 * version only ever rises. Slots may overlap: that is warned about, never refused.
 */
export const slots = pgTable(
  'slots',
  {
    sessionId: uuid()
      .primaryKey()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    roomId: uuid().references(() => rooms.id, { onDelete: 'set null' }),
    startsAt: instant(),
    endsAt: instant(),
    version: integer().notNull().default(1),
    importedVersion: importedVersion(),
  },
  (table) => [
    check(
      'slots_times',
      sql`(${table.startsAt} is null) = (${table.endsAt} is null) and ${table.endsAt} >= ${table.startsAt}`,
    ),
    index('slots_room').on(table.roomId),
  ],
);

markPersonalData(programmes, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    eventId: 'none',
    dayChange: 'none',
    days: 'none',
    changeoverMinutes: 'none',
    settingsVersion: 'none',
    revision: 'none',
  },
});
markPersonalData(rooms, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    eventId: 'none',
    importKey: 'none',
    name: 'none',
    description: 'none',
    capacity: 'none',
    equipment: 'none',
    position: 'none',
    version: 'none',
    importedVersion: 'none',
  },
});
markPersonalData(tracks, {
  belongsTo: [],
  onErase: 'keep',
  columns: { id: 'none', eventId: 'none', importKey: 'none', name: 'none', colour: 'none', position: 'none' },
});
// What a session is about was published on purpose and belongs to the event; who gave it is in speakers.
markPersonalData(sessions, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    eventId: 'none',
    importKey: 'none',
    guid: 'none',
    code: 'none',
    kind: 'none',
    title: 'none',
    subtitle: 'none',
    abstract: 'none',
    description: 'none',
    language: 'none',
    trackId: 'none',
    links: 'none',
    attachments: 'none',
    logoUrl: 'none',
    url: 'none',
    recordingLicence: 'none',
    recordingOptOut: 'none',
    lengthMinutes: 'none',
    audience: 'none',
    equipment: 'none',
    confirmed: 'none',
    version: 'none',
    importedVersion: 'none',
    createdAt: 'none',
  },
});
markPersonalData(speakers, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    eventId: 'none',
    personId: { class: 'identity', keep: 'person' },
    importKey: { class: 'identity', keep: 'person' },
    name: { class: 'identity', keep: 'person' },
    biography: { class: 'content', keep: 'person' },
    avatarUrl: { class: 'identity', keep: 'person' },
    links: { class: 'contact', keep: 'person' },
  },
});
const kept = { class: 'behaviour', keep: 'event_1y' } as const;
markPersonalData(speakerAvailabilities, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: { speakerId: 'none', eventId: 'none', personId: kept, windows: kept, version: 'none' },
});
markPersonalData(sessionSpeakers, {
  belongsTo: [],
  onErase: 'keep',
  columns: { sessionId: 'none', speakerId: { class: 'identity', keep: 'person' }, position: 'none', role: 'none' },
});
markPersonalData(slots, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    sessionId: 'none',
    roomId: 'none',
    startsAt: 'none',
    endsAt: 'none',
    version: 'none',
    importedVersion: 'none',
  },
});
