import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Translated } from '@hubwerk/contracts/language';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id } from './column-types.ts';
import { persons } from './person.table.ts';

/** What an organiser or admin changed, written in the change's own transaction. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: id(),
    /** Null: the operator, on the command line. */
    actorId: uuid().references(() => persons.id, { onDelete: 'set null' }),
    /** `session.moved`, `grant.given`, … */
    action: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: uuid(),
    /** What it was called then, so that the trail can be read when it is gone; never a person's name. */
    subjectName: jsonb().$type<string | Translated>(),
    /** The event it happened in, for that event's trail. No reference: the trail outlives the event. */
    eventId: uuid(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    requestId: text(),
    createdAt: createdAt(),
  },
  (table) => [
    index('audit_entries_event').on(table.eventId, table.createdAt),
    index('audit_entries_created').on(table.createdAt),
  ],
);

markPersonalData(auditEntries, {
  belongsTo: ['actorId'],
  onErase: 'keep',
  columns: {
    id: 'none',
    actorId: { class: 'behaviour', keep: 'years_2' },
    action: { class: 'behaviour', keep: 'years_2' },
    subjectKind: 'none',
    subjectId: 'none',
    subjectName: { class: 'content', keep: 'years_2' },
    eventId: 'none',
    details: { class: 'content', keep: 'years_2' },
    requestId: 'none',
    createdAt: { class: 'behaviour', keep: 'years_2' },
  },
});
