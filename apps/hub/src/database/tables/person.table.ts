import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { markPersonalData } from '../personal-data.ts';
import { accounts } from './account.table.ts';
import { createdAt, id, instant } from './column-types.ts';

/** A human being the hub knows, with or without an account: speakers of imported programmes and invited people have none yet. */
export const persons = pgTable(
  'persons',
  {
    id: id(),
    name: text().notNull(),
    /** Where an invitation goes; a person without an account is claimed by who verifies this address. Lower case. */
    mail: text(),
    language: text({ enum: ['de', 'en'] })
      .notNull()
      .default('de'),
    accountId: uuid()
      .unique()
      .references(() => accounts.id, { onDelete: 'set null' }),
    erasedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('persons_unclaimed_mail')
      .on(table.mail)
      .where(sql`${table.accountId} is null`),
    index('persons_mail').on(table.mail),
  ],
);

const kept = { class: 'identity', keep: 'person' } as const;
markPersonalData(persons, {
  belongsTo: ['id'],
  onErase: 'blank',
  columns: {
    id: 'none',
    name: kept,
    mail: { class: 'contact', keep: 'person' },
    language: kept,
    accountId: 'none',
    erasedAt: 'none',
    createdAt: { class: 'behaviour', keep: 'person' },
  },
});
