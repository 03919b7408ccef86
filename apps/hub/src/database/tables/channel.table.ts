import { integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id } from './column-types.ts';

/** A conversation that hangs on something of another feature: a stage, a contact at a booth, a meeting. */
export const channels = pgTable(
  'channels',
  {
    id: id(),
    kind: text({ enum: ['stage', 'booth_contact', 'meeting'] }).notNull(),
    /** The thing it hangs on. No reference: it may be in any table. */
    subjectId: uuid().notNull(),
    /** Of the latest line; the row's lock gives out the next one, so that sequences have no holes. */
    lastSequence: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (table) => [unique('channels_subject').on(table.kind, table.subjectId)],
);

markPersonalData(channels, {
  belongsTo: [],
  onErase: 'keep',
  columns: { id: 'none', kind: 'none', subjectId: 'none', lastSequence: 'none', createdAt: 'none' },
});
