import { type AnyPgColumn, check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Translated } from '@hubwerk/contracts/language';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { organisations } from './organisation.table.ts';

/** Anything with a date people come to. */
export const events = pgTable(
  'events',
  {
    id: id(),
    slug: text().notNull().unique(),
    kind: text().notNull(),
    format: text({ enum: ['in_person', 'online', 'hybrid'] }).notNull(),
    title: jsonb().$type<Translated>().notNull(),
    summary: jsonb().$type<Translated>().notNull().default({}),
    city: text(),
    place: text(),
    zone: text().notNull(),
    startsAt: instant(),
    endsAt: instant(),
    parentId: uuid().references((): AnyPgColumn => events.id),
    /** The events around this one, outermost first, without itself: grants are inherited down it. */
    ancestors: uuid()
      .array()
      .notNull()
      .default(sql`'{}'`),
    organiserId: uuid().references(() => organisations.id),
    /** Null while only its team can see it. */
    publishedAt: instant(),
    /** How many of its stages are on air. */
    stagesOnAir: integer().notNull().default(0),
    /** Rises with every change of the row, for editors that race. */
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    index('events_parent').on(table.parentId),
    index('events_starts').on(table.startsAt),
    check(
      'events_dates',
      sql`${table.endsAt} is null or ${table.startsAt} is not null and ${table.endsAt} > ${table.startsAt}`,
    ),
  ],
);

markPersonalData(events, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    slug: 'none',
    kind: 'none',
    format: 'none',
    title: 'none',
    summary: 'none',
    city: 'none',
    place: 'none',
    zone: 'none',
    startsAt: 'none',
    endsAt: 'none',
    parentId: 'none',
    ancestors: 'none',
    organiserId: 'none',
    publishedAt: 'none',
    stagesOnAir: 'none',
    version: 'none',
    createdAt: 'none',
  },
});
