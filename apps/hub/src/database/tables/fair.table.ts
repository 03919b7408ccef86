import { boolean, index, integer, jsonb, pgTable, primaryKey, unique, uuid } from 'drizzle-orm/pg-core';
import type { Translated } from '@hubwerk/contracts/language';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id } from './column-types.ts';
import { events } from './event.table.ts';
import { files } from './file.table.ts';
import { organisations } from './organisation.table.ts';
import { persons } from './person.table.ts';

/** A part of an event's fair. */
export const halls = pgTable(
  'halls',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    name: jsonb().$type<Translated>().notNull(),
    position: integer().notNull(),
  },
  (table) => [index('halls_event').on(table.eventId)],
);

/** An exhibitor's place in a hall; its name, picture, products, offers and needs are the organisation's. */
export const booths = pgTable(
  'booths',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    hallId: uuid()
      .notNull()
      .references(() => halls.id),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    number: integer().notNull(),
    headline: jsonb().$type<Translated>().notNull().default({}),
    text: jsonb().$type<Translated>().notNull().default({}),
    links: jsonb().$type<{ label: string; url: string }[]>().notNull().default([]),
    /** Whether its staff takes visitors. */
    open: boolean().notNull().default(false),
    /** Persons at the booth, as last told to visitors; counted again from the sockets of all hubs. */
    staffPresent: integer().notNull().default(0),
    /** How often they were counted: a count that another one has overtaken is not written. */
    staffCounts: integer().notNull().default(0),
    /** Of headline, text, links and documents. */
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    unique('booths_organisation').on(table.eventId, table.organisationId),
    unique('booths_number').on(table.hallId, table.number),
  ],
);

/** What visitors take home from a booth. */
export const boothDocuments = pgTable(
  'booth_documents',
  {
    boothId: uuid()
      .notNull()
      .references(() => booths.id, { onDelete: 'cascade' }),
    fileId: uuid()
      .notNull()
      .references(() => files.id, { onDelete: 'cascade' }),
    title: jsonb().$type<Translated>().notNull(),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.boothId, table.fileId] })],
);

/** Who answers visitors at a booth. */
export const boothStaff = pgTable(
  'booth_staff',
  {
    boothId: uuid()
      .notNull()
      .references(() => booths.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.boothId, table.personId] }), index('booth_staff_person').on(table.personId)],
);

markPersonalData(halls, {
  belongsTo: [],
  onErase: 'keep',
  columns: { id: 'none', eventId: 'none', name: 'none', position: 'none' },
});
markPersonalData(booths, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    eventId: 'none',
    hallId: 'none',
    organisationId: 'none',
    number: 'none',
    headline: 'none',
    text: 'none',
    links: 'none',
    open: 'none',
    staffPresent: 'none',
    staffCounts: 'none',
    version: 'none',
    createdAt: 'none',
  },
});
markPersonalData(boothDocuments, {
  belongsTo: [],
  onErase: 'keep',
  columns: { boothId: 'none', fileId: 'none', title: 'none', position: 'none' },
});
markPersonalData(boothStaff, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: {
    boothId: { class: 'identity', keep: 'event_1y' },
    personId: { class: 'identity', keep: 'event_1y' },
    createdAt: { class: 'behaviour', keep: 'event_1y' },
  },
});
