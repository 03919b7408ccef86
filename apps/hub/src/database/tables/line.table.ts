import { integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';
import { channels } from './channel.table.ts';
import { createdAt, id } from './column-types.ts';
import { persons } from './person.table.ts';

/** What was said in a channel, in order. */
export const lines = pgTable(
  'lines',
  {
    id: id(),
    channelId: uuid()
      .notNull()
      .references(() => channels.id, { onDelete: 'cascade' }),
    sequence: integer().notNull(),
    authorId: uuid().references(() => persons.id, { onDelete: 'set null' }),
    /** Null once a moderator took the line away, and in the entry that says so. */
    text: text(),
    /** The sequence this entry takes away. */
    removes: integer(),
    /** Chosen by the author's client, so that a repeated line stands once. */
    token: uuid(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('lines_sequence').on(table.channelId, table.sequence),
    unique('lines_once').on(table.channelId, table.authorId, table.token),
  ],
);

// An erased person's lines stay as empty places, or the channel's sequence would have holes.
markPersonalData(lines, {
  belongsTo: ['authorId'],
  onErase: 'blank',
  columns: {
    id: 'none',
    channelId: 'none',
    sequence: 'none',
    authorId: { class: 'identity', keep: 'event_1y' },
    text: { class: 'content', keep: 'event_1y' },
    removes: 'none',
    token: 'none',
    createdAt: 'none',
  },
});
