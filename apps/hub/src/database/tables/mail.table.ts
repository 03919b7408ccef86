import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { persons } from './person.table.ts';

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
    index('mails_due')
      .on(table.dueAt)
      .where(sql`${table.sentAt} is null`),
  ],
);

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
    sentAt: 'none',
    attempts: 'none',
    lastError: { class: 'contact', keep: 'month' },
    dueAt: 'none',
    createdAt: 'none',
  },
});
