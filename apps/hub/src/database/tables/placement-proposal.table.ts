import { jsonb, pgTable, real, text, uuid } from 'drizzle-orm/pg-core';
import type { PlacementResult } from '@hubwerk/contracts';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';

/** A proposed slot, with the versions it was made from. */
export type ProposedSlot = PlacementResult['slots'][number] & { sessionVersion: number; slotVersion: number };

/** Where the sessions of an event that have no time could be; gone once it is accepted or thrown away. */
export const placementProposals = pgTable('placement_proposals', {
  id: id(),
  /** One at a time. */
  eventId: uuid()
    .notNull()
    .unique()
    .references(() => events.id, { onDelete: 'cascade' }),
  askedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
  state: text({ enum: ['waiting', 'running', 'ready', 'failed'] })
    .notNull()
    .default('waiting'),
  /** 0 to 1 */
  progress: real().notNull().default(0),
  /** ISO instants. */
  openings: jsonb().$type<{ startsAt: string; endsAt: string }[]>().notNull(),
  result: jsonb().$type<Omit<PlacementResult, 'slots'> & { slots: ProposedSlot[] }>(),
  createdAt: createdAt(),
  finishedAt: instant(),
});

markPersonalData(placementProposals, {
  belongsTo: ['askedBy'],
  onErase: 'keep',
  columns: {
    id: 'none',
    eventId: 'none',
    askedBy: { class: 'behaviour', keep: 'person' },
    state: 'none',
    progress: 'none',
    openings: 'none',
    result: 'none',
    createdAt: 'none',
    finishedAt: 'none',
  },
});
