import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { booths } from './fair.table.ts';
import { persons } from './person.table.ts';

/** A visitor who asked for somebody at a booth, and what became of it. */
export const contactRequests = pgTable(
  'contact_requests',
  {
    id: id(),
    boothId: uuid()
      .notNull()
      .references(() => booths.id, { onDelete: 'cascade' }),
    visitorId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    message: text().notNull(),
    state: text({ enum: ['waiting', 'answered', 'withdrawn', 'missed'] })
      .notNull()
      .default('waiting'),
    answeredBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
    answeredAt: instant(),
    /** When the conversation was over, or the request without one. */
    endedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('contact_requests_one_open')
      .on(table.boothId, table.visitorId)
      .where(sql`${table.endedAt} is null`),
    index('contact_requests_waiting')
      .on(table.boothId)
      .where(sql`${table.state} = 'waiting'`),
    index('contact_requests_booth').on(table.boothId, table.id),
    index('contact_requests_visitor').on(table.visitorId),
    check('contact_requests_answered', sql`(${table.state} = 'answered') = (${table.answeredAt} is not null)`),
    check('contact_requests_ended', sql`${table.state} not in ('withdrawn', 'missed') or ${table.endedAt} is not null`),
  ],
);

markPersonalData(contactRequests, {
  belongsTo: ['visitorId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    boothId: { class: 'behaviour', keep: 'event_1y' },
    visitorId: { class: 'identity', keep: 'event_1y' },
    message: { class: 'content', keep: 'event_1y' },
    state: { class: 'behaviour', keep: 'event_1y' },
    answeredBy: { class: 'behaviour', keep: 'event_1y' },
    answeredAt: { class: 'behaviour', keep: 'event_1y' },
    endedAt: { class: 'behaviour', keep: 'event_1y' },
    createdAt: { class: 'behaviour', keep: 'event_1y' },
  },
});
