import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';

/** `requested` → `accepted`, `declined` or `withdrawn`; `accepted` → `cancelled`. */
const meetingStates = ['requested', 'accepted', 'declined', 'withdrawn', 'cancelled'] as const;

/** A 1:1 meeting at an event, from its request on. A request takes nobody's time; see occupancies for what does. */
export const meetings = pgTable(
  'meetings',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    requesterId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    inviteeId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** Why the requester wants to meet, in their words. */
    reason: text().notNull(),
    state: text({ enum: meetingStates }).notNull().default('requested'),
    /** SEQUENCE of its calendar entry: rises with every change that calendars must hear of. */
    sequence: integer().notNull().default(0),
    changedAt: createdAt(),
    createdAt: createdAt(),
  },
  (table) => [
    // Asking twice for the same slot is one request.
    uniqueIndex('meetings_asked_once')
      .on(table.requesterId, table.inviteeId, table.startsAt)
      .where(sql`${table.state} = 'requested'`),
    index('meetings_requester').on(table.requesterId, table.eventId),
    index('meetings_invitee').on(table.inviteeId, table.eventId),
    check('meetings_two', sql`${table.requesterId} <> ${table.inviteeId}`),
    check('meetings_times', sql`${table.startsAt} < ${table.endsAt}`),
  ],
);

const kept = { class: 'behaviour', keep: 'event_1y' } as const;
markPersonalData(meetings, {
  belongsTo: ['requesterId', 'inviteeId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    eventId: 'none',
    requesterId: kept,
    inviteeId: kept,
    startsAt: kept,
    endsAt: kept,
    reason: { class: 'content', keep: 'event_1y' },
    state: kept,
    sequence: 'none',
    changedAt: kept,
    createdAt: kept,
  },
});
