import { integer, jsonb, pgTable, unique, uuid } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';
import { id } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';

/** When a person can be met at an event, as they published it. */
export const availabilities = pgTable(
  'availabilities',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    /** ISO instants, by start, without overlaps; always written and read as a whole. */
    windows: jsonb().$type<{ startsAt: string; endsAt: string }[]>().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [unique('availabilities_once').on(table.eventId, table.personId)],
);

const kept = { class: 'behaviour', keep: 'event_1y' } as const;
markPersonalData(availabilities, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: { id: 'none', eventId: 'none', personId: kept, windows: kept, version: 'none' },
});
