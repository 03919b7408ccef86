import { check, index, integer, jsonb, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Translated } from '@hubwerk/contracts/language';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';

/** What people register for; an event without one takes no registrations. */
export const ticketTypes = pgTable(
  'ticket_types',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    name: jsonb().$type<Translated>().notNull(),
    capacity: integer().notNull(),
    position: integer().notNull().default(0),
  },
  (table) => [
    check('ticket_types_capacity', sql`${table.capacity} >= 0`),
    index('ticket_types_event').on(table.eventId),
  ],
);

/** One person's place at one event. Cancelled ones stay as a record and take no place. */
export const registrations = pgTable(
  'registrations',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    ticketTypeId: uuid()
      .notNull()
      .references(() => ticketTypes.id),
    personId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    cancelledAt: instant(),
  },
  (table) => [
    uniqueIndex('registrations_one_place')
      .on(table.eventId, table.personId)
      .where(sql`${table.cancelledAt} is null`),
    index('registrations_ticket_type')
      .on(table.ticketTypeId)
      .where(sql`${table.cancelledAt} is null`),
    index('registrations_person').on(table.personId),
  ],
);

markPersonalData(ticketTypes, {
  belongsTo: [],
  onErase: 'keep',
  columns: { id: 'none', eventId: 'none', name: 'none', capacity: 'none', position: 'none' },
});
markPersonalData(registrations, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    eventId: 'none',
    ticketTypeId: { class: 'behaviour', keep: 'event_1y' },
    personId: { class: 'identity', keep: 'event_1y' },
    createdAt: { class: 'behaviour', keep: 'event_1y' },
    cancelledAt: { class: 'behaviour', keep: 'event_1y' },
  },
});
