import { date, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Translated } from '@hubwerk/contracts/language';
import { markPersonalData } from '../personal-data.ts';
import { events } from './event.table.ts';

/** A place that takes its turn. */
export interface TurnPlace {
  city: string | null;
  place: string | null;
}

const ofSeries = () =>
  uuid()
    .notNull()
    .references(() => events.id, { onDelete: 'cascade' });

/** One rule of a series, which is an event itself; who changes it from a date on splits it in two. Their dates follow each other. */
export const seriesParts = pgTable(
  'series_parts',
  {
    seriesId: ofSeries(),
    /** The first day the rule names. */
    from: date({ mode: 'string' }).notNull(),
    /** An RRULE of RFC 5545 that names days. */
    rule: text().notNull(),
    /** `HH:MM` in the zone. */
    time: text().notNull(),
    minutes: integer().notNull(),
    zone: text().notNull(),
    kind: text().notNull(),
    format: text({ enum: ['in_person', 'online', 'hybrid'] }).notNull(),
    title: jsonb().$type<Translated>().notNull(),
    summary: jsonb().$type<Translated>().notNull(),
    /** They take turns. */
    places: jsonb().$type<TurnPlace[]>().notNull(),
    skipped: jsonb().$type<{ date: string; turn: 'kept' | 'passed_on' }[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.seriesId, table.from] })],
);

/** Which event of a series was made for which of its dates; it stays so wherever the event is moved. */
export const occurrences = pgTable(
  'occurrences',
  {
    eventId: uuid()
      .primaryKey()
      .references(() => events.id, { onDelete: 'cascade' }),
    seriesId: ofSeries(),
    /** The day the rule named: RFC 5545's recurrence id, without the time that the rule gives. */
    date: date({ mode: 'string' }).notNull(),
  },
  (table) => [unique('occurrences_date').on(table.seriesId, table.date)],
);

markPersonalData(seriesParts, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    seriesId: 'none',
    from: 'none',
    rule: 'none',
    time: 'none',
    minutes: 'none',
    zone: 'none',
    kind: 'none',
    format: 'none',
    title: 'none',
    summary: 'none',
    places: 'none',
    skipped: 'none',
  },
});
markPersonalData(occurrences, {
  belongsTo: [],
  onErase: 'keep',
  columns: { eventId: 'none', seriesId: 'none', date: 'none' },
});
