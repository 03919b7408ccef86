import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';

/** News of a change, written in its transaction and told to the other features after it. */
export const announcements = pgTable(
  'announcements',
  {
    id: id(),
    name: text().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    deliveredAt: instant(),
    attempts: integer().notNull().default(0),
    /** Not told again before this. */
    dueAt: instant().notNull().defaultNow(),
  },
  (table) => [
    index('announcements_due')
      .on(table.dueAt)
      .where(sql`${table.deliveredAt} is null`),
  ],
);

// Payloads are ids and instants; what a person wrote stays in its own table.
markPersonalData(announcements, {
  belongsTo: [],
  doneAt: 'deliveredAt',
  onErase: 'keep',
  columns: {
    id: 'none',
    name: 'none',
    payload: { class: 'behaviour', keep: 'month' },
    createdAt: 'none',
    deliveredAt: 'none',
    attempts: 'none',
    dueAt: 'none',
  },
});
