import { index, integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';
import { createdAt } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';

/**
 * Released sessions people keep for their own day. The session is named without a foreign key: the draft may lose it while
 * the public release still has it.
 */
export const stars = pgTable(
  'stars',
  {
    personId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    sessionId: uuid().notNull(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.sessionId] }),
    index('stars_event').on(table.eventId, table.sessionId),
  ],
);

/** Which of a person's secret calendar links holds; none of theirs was ever called back where there is no row. */
export const agendaLinks = pgTable('agenda_links', {
  personId: uuid()
    .primaryKey()
    .references(() => persons.id, { onDelete: 'cascade' }),
  /** Links of lower versions are dead. */
  version: integer().notNull(),
});

markPersonalData(stars, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: {
    personId: { class: 'identity', keep: 'event_1y' },
    sessionId: { class: 'behaviour', keep: 'event_1y' },
    eventId: { class: 'behaviour', keep: 'event_1y' },
    createdAt: { class: 'behaviour', keep: 'event_1y' },
  },
});
markPersonalData(agendaLinks, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: { personId: { class: 'identity', keep: 'person' }, version: { class: 'secret', keep: 'person' } },
});
