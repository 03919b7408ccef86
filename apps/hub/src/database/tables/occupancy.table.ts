import { boolean, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';
import { id, timeRange } from './column-types.ts';
import { persons } from './person.table.ts';

/** What can take a person's time; the pitches of a challenge do it until they are sessions of a release. */
const occupancySources = ['meeting', 'session', 'pitch'] as const;

/**
 * Who is taken when, and by what. Two hard ones of one person never overlap: the exclusion constraint `occupancies_hard`
 * of its migration sees to it, whatever the code does. Soft ones (a session of the programme, a pitch) may overlap anything.
 */
export const occupancies = pgTable(
  'occupancies',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    during: timeRange().notNull(),
    sourceKind: text({ enum: occupancySources }).notNull(),
    sourceId: uuid().notNull(),
    hard: boolean().notNull(),
  },
  (table) => [
    index('occupancies_source').on(table.sourceKind, table.sourceId),
    index('occupancies_person').on(table.personId),
  ],
);

const kept = { class: 'behaviour', keep: 'event_1y' } as const;
markPersonalData(occupancies, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: { id: 'none', personId: kept, during: kept, sourceKind: kept, sourceId: kept, hard: 'none' },
});
