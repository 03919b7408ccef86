import { index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';
import { ticketCodes, ticketTypes } from './ticket-type.table.ts';

/** Where an invoice goes. */
export interface InvoiceAddress {
  name: string;
  street: string;
  postcode: string;
  city: string;
  country: string;
  /** What the company wants to find on it. */
  reference: string | null;
}

/** What one person registered in one go: for themselves, or for several; the invoice goes to them. */
export const registrationGroups = pgTable(
  'registration_groups',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    personId: uuid().references(() => persons.id, { onDelete: 'set null' }),
    invoice: jsonb().$type<InvoiceAddress>(),
    createdAt: createdAt(),
  },
  (table) => [
    index('registration_groups_person').on(table.personId),
    index('registration_groups_event').on(table.eventId),
  ],
);

/**
 * One person at one event: asking, waiting, offered a place, or having one (`offered` and `confirmed` take a place). Ended
 * ones stay as a record.
 */
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
    groupId: uuid().references(() => registrationGroups.id, { onDelete: 'set null' }),
    codeId: uuid().references(() => ticketCodes.id, { onDelete: 'set null' }),
    state: text({ enum: ['requested', 'waiting', 'offered', 'confirmed', 'cancelled', 'refused', 'expired'] })
      .notNull()
      .default('confirmed'),
    /** What will be invoiced, as it was when it was registered; null: nothing. */
    price: integer(),
    /** What is shown at the door; a place has one as soon as it is confirmed. */
    ticketCode: text(),
    offerExpiresAt: instant(),
    createdAt: createdAt(),
    /** Since when it stands no longer, for whatever reason. */
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
    index('registrations_group').on(table.groupId),
    unique('registrations_ticket_code').on(table.ticketCode),
  ],
);

/** A place that its holder has offered to somebody else, who has not said yes yet. */
export const registrationTransfers = pgTable(
  'registration_transfers',
  {
    id: id(),
    registrationId: uuid()
      .notNull()
      .unique('registration_transfers_one')
      .references(() => registrations.id, { onDelete: 'cascade' }),
    toPersonId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [index('registration_transfers_to').on(table.toPersonId)],
);

const did = { class: 'behaviour', keep: 'event_1y' } as const;
const who = { class: 'identity', keep: 'event_1y' } as const;
markPersonalData(registrationGroups, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    eventId: 'none',
    personId: who,
    invoice: { class: 'contact', keep: 'event_1y' },
    createdAt: did,
  },
});
markPersonalData(registrations, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    eventId: 'none',
    ticketTypeId: 'none',
    personId: who,
    groupId: 'none',
    codeId: 'none',
    state: did,
    price: did,
    ticketCode: { class: 'secret', keep: 'event_1y' },
    offerExpiresAt: did,
    createdAt: did,
    cancelledAt: did,
  },
});
markPersonalData(registrationTransfers, {
  belongsTo: ['toPersonId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    registrationId: 'none',
    toPersonId: who,
    createdAt: did,
  },
});
