import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Translated } from '@hubwerk/contracts/language';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id } from './column-types.ts';
import { files } from './file.table.ts';
import { persons } from './person.table.ts';

/** A start-up, company, investor or institution; an event's organiser, an exhibitor and a challenge's company are one. */
export const organisations = pgTable(
  'organisations',
  {
    id: id(),
    slug: text().notNull().unique(),
    kind: text({ enum: ['startup', 'company', 'investor', 'institution'] }).notNull(),
    name: text().notNull(),
    city: text(),
    languages: text({ enum: ['de', 'en'] })
      .array()
      .notNull(),
    website: text(),
    story: jsonb().$type<Translated>().notNull().default({}),
    logoId: uuid().references(() => files.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [index('organisations_name').on(sql`lower(${table.name})`, table.id)],
);

/** What an organisation makes (product), gives (offer) or looks for (need). */
export const organisationEntries = pgTable(
  'organisation_entries',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['product', 'offer', 'need'] }).notNull(),
    title: jsonb().$type<Translated>().notNull(),
    text: jsonb().$type<Translated>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('organisation_entries_organisation').on(table.organisationId, table.kind)],
);

/** Who speaks for an organisation. */
export const organisationMembers = pgTable(
  'organisation_members',
  {
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.personId] }),
    index('organisation_members_person').on(table.personId),
  ],
);

markPersonalData(organisations, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    slug: 'none',
    kind: 'none',
    name: 'none',
    city: 'none',
    languages: 'none',
    website: 'none',
    story: 'none',
    logoId: 'none',
    createdAt: 'none',
  },
});
markPersonalData(organisationEntries, {
  belongsTo: [],
  onErase: 'keep',
  columns: { id: 'none', organisationId: 'none', kind: 'none', title: 'none', text: 'none', createdAt: 'none' },
});
markPersonalData(organisationMembers, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: {
    organisationId: { class: 'identity', keep: 'person' },
    personId: { class: 'identity', keep: 'person' },
    createdAt: { class: 'behaviour', keep: 'person' },
  },
});
