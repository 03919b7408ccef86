import { check, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id } from './column-types.ts';
import { events } from './event.table.ts';
import { organisations } from './organisation.table.ts';
import { persons } from './person.table.ts';

/** A role a person holds on the hub, an event (and all inside it) or an organisation. */
export const grants = pgTable(
  'grants',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    role: text({ enum: ['admin', 'organiser', 'moderator', 'reviewer', 'door', 'jury', 'partner'] }).notNull(),
    eventId: uuid().references(() => events.id, { onDelete: 'cascade' }),
    organisationId: uuid().references(() => organisations.id, { onDelete: 'cascade' }),
    grantedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    unique('grants_once').on(table.personId, table.role, table.eventId, table.organisationId).nullsNotDistinct(),
    index('grants_event').on(table.eventId),
    check('grants_one_scope', sql`num_nonnulls(${table.eventId}, ${table.organisationId}) <= 1`),
  ],
);

markPersonalData(grants, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    personId: { class: 'identity', keep: 'person' },
    role: { class: 'identity', keep: 'person' },
    eventId: 'none',
    organisationId: 'none',
    grantedBy: { class: 'behaviour', keep: 'person' },
    createdAt: { class: 'behaviour', keep: 'person' },
  },
});
