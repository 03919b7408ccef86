import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';
import { sessions } from './programme.table.ts';

/** How many can sign up for a session; whoever gives or frees a seat holds this row. */
export const signupSessions = pgTable(
  'signup_sessions',
  {
    sessionId: uuid()
      .primaryKey()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    seats: integer().notNull(),
  },
  (table) => [
    check('signup_sessions_seats', sql`${table.seats} >= 0`),
    index('signup_sessions_event').on(table.eventId),
  ],
);

/** One person's seat in a session, or their turn in its queue. */
export const sessionSignups = pgTable(
  'session_signups',
  {
    id: id(),
    sessionId: uuid()
      .notNull()
      .references(() => signupSessions.sessionId, { onDelete: 'cascade' }),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    state: text({ enum: ['confirmed', 'waiting'] }).notNull(),
    createdAt: createdAt(),
    cancelledAt: instant(),
  },
  (table) => [
    uniqueIndex('session_signups_one')
      .on(table.sessionId, table.personId)
      .where(sql`${table.cancelledAt} is null`),
    index('session_signups_person').on(table.personId),
  ],
);

markPersonalData(signupSessions, {
  belongsTo: [],
  onErase: 'keep',
  columns: { sessionId: 'none', eventId: 'none', seats: 'none' },
});
const did = { class: 'behaviour', keep: 'event_1y' } as const;
markPersonalData(sessionSignups, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    sessionId: 'none',
    eventId: 'none',
    personId: { class: 'identity', keep: 'event_1y' },
    state: did,
    createdAt: did,
    cancelledAt: did,
  },
});
