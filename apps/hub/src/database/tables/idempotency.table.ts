import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';
import { createdAt } from './column-types.ts';

/** A request that creates, remembered by the key its sender gave it: written in the change's transaction, answered again when repeated. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    /** Whose key it is: a person's id, or a digest of the address of who is not signed in. */
    owner: text().notNull(),
    key: text().notNull(),
    route: text().notNull(),
    inputDigest: text().notNull(),
    /** Null between commit and answer; a repeat waits for the answer. */
    status: integer(),
    answer: jsonb().$type<unknown>(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.owner, table.key] }), index('idempotency_keys_created').on(table.createdAt)],
);

const month = { class: 'behaviour', keep: 'month' } as const;
markPersonalData(idempotencyKeys, {
  belongsTo: [],
  mentionedIn: ['owner', 'answer'],
  onErase: 'delete',
  columns: {
    owner: month,
    key: 'none',
    route: month,
    inputDigest: 'none',
    status: 'none',
    answer: month,
    createdAt: month,
  },
});
