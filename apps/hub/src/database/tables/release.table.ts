import { integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { ReleasedProgramme } from '@hubwerk/contracts';
import { markPersonalData } from '../personal-data.ts';
import { id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';

type ReleasedSession = ReleasedProgramme['sessions'][number];

/** A session that was public once and is no more: calendars are told so, as long as they ask. */
export interface GoneSession extends Pick<
  ReleasedSession,
  'id' | 'title' | 'trackId' | 'speakers' | 'startsAt' | 'endsAt'
> {
  /** What its room was called. */
  room: string | null;
  /** Higher than it was while the session took place. */
  sequence: number;
  /** When it was gone, as ISO 8601 in UTC. */
  goneAt: string;
}

/** The public programme as it stood at one moment, whole: nothing the draft does later reaches it. */
export const releases = pgTable(
  'releases',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    /** From 1, without gaps. */
    number: integer().notNull(),
    name: text().notNull(),
    content: jsonb().$type<ReleasedProgramme>().notNull(),
    /** What earlier releases had and this one has not. */
    gone: jsonb().$type<GoneSession[]>().notNull().default([]),
    publishedAt: instant().notNull(),
    /** Null where it was published from the command line. */
    publishedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
  },
  (table) => [unique('releases_number').on(table.eventId, table.number)],
);

markPersonalData(releases, {
  belongsTo: ['publishedBy'],
  onErase: 'keep',
  columns: {
    id: 'none',
    eventId: 'none',
    number: 'none',
    name: 'none',
    content: { class: 'content', keep: 'person' },
    gone: { class: 'content', keep: 'person' },
    publishedAt: 'none',
    publishedBy: { class: 'behaviour', keep: 'person' },
  },
});
