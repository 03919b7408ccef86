import { type AnyPgColumn, boolean, check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
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
    /** When it was said that it does not take place. */
    cancelledAt: instant(),
    /** Made to be copied, as is all inside it: never published. */
    template: boolean().notNull().default(false),
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
    check('events_template', sql`not (${table.template} and ${table.publishedAt} is not null)`),
    index('events_ancestors').using('gin', table.ancestors),
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
    cancelledAt: 'none',
    template: 'none',
    stagesOnAir: 'none',
    version: 'none',
    createdAt: 'none',
  },
});
