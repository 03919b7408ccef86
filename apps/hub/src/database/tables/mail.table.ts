import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Language } from '@hubwerk/contracts/language';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';

/** What all mails of a batch in one language share. */
export interface BatchText {
  subject: string;
  /** What each of its mails begins with, plain. */
  opening: string;
}

/** Mails that one change of an event causes, which its organisers review before they go out. */
export const mailBatches = pgTable(
  'mail_batches',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['release'] }).notNull(),
    /** The id of what it tells of, such as a release. */
    subjectId: uuid().notNull(),
    /** What that is called. */
    name: text().notNull(),
    /** Which state before it its readers know, such as the number of a release; 0 for none. */
    since: integer().notNull(),
    texts: jsonb().$type<Record<Language, BatchText>>().notNull(),
    /** Rises with every change of its texts: only what was read is sent. */
    version: integer().notNull().default(1),
    /** Null while its mails are being written. */
    writtenAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('mail_batches_subject').on(table.kind, table.subjectId),
    index('mail_batches_event').on(table.eventId),
  ],
);

/** The outbox: every mail the hub writes. Sent through SMTP where there is one, read by admins in the hub otherwise. */
export const mails = pgTable(
  'mails',
  {
    id: id(),
    personId: uuid().references(() => persons.id, { onDelete: 'set null' }),
    recipient: text().notNull(),
    language: text({ enum: ['de', 'en'] })
      .notNull()
      .default('de'),
    subject: text().notNull(),
    /** Plain text. `{{secret}}` stands where {@link secretLink} goes, so that what admins read cannot sign anybody in. */
    body: text().notNull(),
    /** A link that acts for its reader; removed once the mail is sent. */
    secretLink: text(),
    attachments: jsonb()
      .$type<{ name: string; type: string; content: string; encoding?: 'base64' }[]>()
      .notNull()
      .default([]),
    /** What asked for it; the same cause mails once. */
    cause: text().notNull().unique(),
    batchId: uuid().references(() => mailBatches.id, { onDelete: 'cascade' }),
    /**
     * What was decided on a mail of a batch; null for what goes out unseen. While it is `held`, the body is without the
     * batch's opening. `superseded`: a later batch told its reader instead.
     */
    review: text({ enum: ['held', 'passed', 'discarded', 'superseded'] }),
    /** Of a mail of a batch: which state its reader knows; older than the batch's where mails before it never went out. */
    since: integer(),
    sentAt: instant(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    /** Not tried again before this; null once it is given up. */
    dueAt: instant().defaultNow(),
    createdAt: createdAt(),
  },
  (table) => [
    index('mails_person').on(table.personId),
    index('mails_created').on(table.createdAt),
    index('mails_batch').on(table.batchId, table.id),
    index('mails_due')
      .on(table.dueAt)
      .where(sql`${table.sentAt} is null`),
  ],
);

markPersonalData(mailBatches, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    eventId: 'none',
    kind: 'none',
    subjectId: 'none',
    name: 'none',
    since: 'none',
    texts: 'none',
    version: 'none',
    writtenAt: 'none',
    createdAt: 'none',
  },
});

const kept = { class: 'contact', keep: 'month' } as const;
markPersonalData(mails, {
  belongsTo: ['personId'],
  mentionedIn: ['recipient'],
  onErase: 'delete',
  columns: {
    id: 'none',
    personId: kept,
    recipient: kept,
    language: 'none',
    subject: { class: 'content', keep: 'month' },
    body: { class: 'content', keep: 'month' },
    secretLink: { class: 'secret', keep: 'month' },
    attachments: { class: 'content', keep: 'month' },
    cause: 'none',
    batchId: 'none',
    review: 'none',
    since: 'none',
    sentAt: 'none',
    attempts: 'none',
    lastError: { class: 'contact', keep: 'month' },
    dueAt: 'none',
    createdAt: 'none',
  },
});
