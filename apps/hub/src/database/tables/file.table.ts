import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id } from './column-types.ts';
import { persons } from './person.table.ts';

/** Something uploaded. The bytes lie in the hub's storage below the file's id; they never change. */
export const files = pgTable(
  'files',
  {
    id: id(),
    ownerId: uuid().references(() => persons.id, { onDelete: 'set null' }),
    purpose: text({ enum: ['image', 'document'] }).notNull(),
    /** As the uploader called it. */
    name: text().notNull(),
    /** What it was found to be, whatever the uploader said. */
    type: text().notNull(),
    /** What is kept of it, the widest first; a document has one without a width. */
    variants: jsonb().$type<{ width: number | null; height: number | null; size: number }[]>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('files_owner').on(table.ownerId, table.purpose), index('files_created').on(table.createdAt)],
);

/** What shows a file, and to whom; a file that nothing shows is its owner's alone and swept after a day. */
export const fileUses = pgTable(
  'file_uses',
  {
    fileId: uuid()
      .notNull()
      .references(() => files.id, { onDelete: 'cascade' }),
    /** `organisation.logo`, `booth.document`, … */
    subjectKind: text().notNull(),
    subjectId: uuid().notNull(),
    audience: text({ enum: ['public', 'team', 'organisers'] }).notNull(),
    /** Of which event, where the audience is its team or its organisers. No reference: events know organisations, and those know files. */
    eventId: uuid(),
  },
  (table) => [
    primaryKey({ columns: [table.fileId, table.subjectKind, table.subjectId] }),
    index('file_uses_subject').on(table.subjectKind, table.subjectId),
  ],
);

const content = { class: 'content', keep: 'person' } as const;
markPersonalData(files, {
  belongsTo: ['ownerId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    ownerId: { class: 'identity', keep: 'person' },
    purpose: 'none',
    name: content,
    type: 'none',
    variants: 'none',
    createdAt: { class: 'behaviour', keep: 'person' },
  },
});
markPersonalData(fileUses, {
  belongsTo: [],
  onErase: 'keep',
  columns: { fileId: 'none', subjectKind: 'none', subjectId: 'none', audience: 'none', eventId: 'none' },
});
