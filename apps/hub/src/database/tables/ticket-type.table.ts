import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Translated } from '@hubwerk/contracts/language';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';

const ofEvent = () =>
  uuid()
    .notNull()
    .references(() => events.id, { onDelete: 'cascade' });

/**
 * The rules of registration at one event; made with its first ticket type. Whoever gives or frees a place there holds this
 * row, so that places are given one after the other.
 */
export const registrationDesks = pgTable(
  'registration_desks',
  {
    eventId: ofEvent().primaryKey(),
    /** How long who moves up from the waiting list has to say yes; less when the event is near. */
    offerHours: integer().notNull().default(24),
    /** After it places are not given back by oneself; null: until the event begins. */
    cancelUntil: instant(),
  },
  (table) => [check('registration_desks_offer_hours', sql`${table.offerHours} > 0`)],
);

/** Places that can be taken: a hall, a workshop's seats. */
export const capacities = pgTable(
  'capacities',
  { id: id(), eventId: ofEvent(), name: jsonb().$type<Translated>().notNull(), places: integer().notNull() },
  (table) => [check('capacities_places', sql`${table.places} >= 0`), index('capacities_event').on(table.eventId)],
);

/** What people register for; an event without one takes no registrations. */
export const ticketTypes = pgTable(
  'ticket_types',
  {
    id: id(),
    eventId: ofEvent(),
    name: jsonb().$type<Translated>().notNull(),
    position: integer().notNull().default(0),
    /** In the smallest unit of the currency (cents), invoiced later; null: free of charge. */
    price: integer(),
    /** ISO 4217 */
    currency: text().notNull().default('EUR'),
    opensAt: instant(),
    closesAt: instant(),
    /** Shown only to who has a code for it. */
    hidden: boolean().notNull().default(false),
    /** An organiser decides about each registration. */
    approved: boolean().notNull().default(false),
    /** How many one person registers at once. */
    groupMin: integer().notNull().default(1),
    groupMax: integer().notNull().default(1),
    /** Only verified addresses of these domains may register; empty: everybody. */
    mailDomains: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
  },
  (table) => [
    check('ticket_types_price', sql`${table.price} > 0`),
    check('ticket_types_window', sql`${table.closesAt} > ${table.opensAt}`),
    check('ticket_types_group', sql`${table.groupMin} between 1 and ${table.groupMax}`),
    index('ticket_types_event').on(table.eventId),
  ],
);

/** Which capacities a ticket takes a place of; each of a ticket type's, all at once. */
export const ticketTypeCapacities = pgTable(
  'ticket_type_capacities',
  {
    ticketTypeId: uuid()
      .notNull()
      .references(() => ticketTypes.id, { onDelete: 'cascade' }),
    capacityId: uuid()
      .notNull()
      .references(() => capacities.id),
  },
  (table) => [
    primaryKey({ columns: [table.ticketTypeId, table.capacityId] }),
    index('ticket_type_capacities_capacity').on(table.capacityId),
  ],
);

/** A word that opens a ticket type, keeps places of it or lowers its price. */
export const ticketCodes = pgTable(
  'ticket_codes',
  {
    id: id(),
    eventId: ofEvent(),
    ticketTypeId: uuid()
      .notNull()
      .references(() => ticketTypes.id, { onDelete: 'cascade' }),
    /** Upper case. */
    code: text().notNull(),
    uses: integer().notNull(),
    /** Its unused places are nobody else's, as long as it is valid. */
    reserves: boolean().notNull().default(false),
    discountPercent: integer().notNull().default(0),
    validUntil: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('ticket_codes_code').on(table.eventId, table.code),
    check('ticket_codes_uses', sql`${table.uses} > 0`),
    check('ticket_codes_discount', sql`${table.discountPercent} between 0 and 100`),
    index('ticket_codes_ticket_type').on(table.ticketTypeId),
  ],
);

markPersonalData(registrationDesks, {
  belongsTo: [],
  onErase: 'keep',
  columns: { eventId: 'none', offerHours: 'none', cancelUntil: 'none' },
});
markPersonalData(capacities, {
  belongsTo: [],
  onErase: 'keep',
  columns: { id: 'none', eventId: 'none', name: 'none', places: 'none' },
});
markPersonalData(ticketTypes, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    eventId: 'none',
    name: 'none',
    position: 'none',
    price: 'none',
    currency: 'none',
    opensAt: 'none',
    closesAt: 'none',
    hidden: 'none',
    approved: 'none',
    groupMin: 'none',
    groupMax: 'none',
    mailDomains: 'none',
  },
});
markPersonalData(ticketTypeCapacities, {
  belongsTo: [],
  onErase: 'keep',
  columns: { ticketTypeId: 'none', capacityId: 'none' },
});
markPersonalData(ticketCodes, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    eventId: 'none',
    ticketTypeId: 'none',
    code: 'none',
    uses: 'none',
    reserves: 'none',
    discountPercent: 'none',
    validUntil: 'none',
    createdAt: 'none',
  },
});
