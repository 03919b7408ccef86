import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';
import { channels } from './channel.table.ts';
import { createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { rooms } from './programme.table.ts';

/** A room of an event with a live broadcast. */
export const stages = pgTable(
  'stages',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    roomId: uuid()
      .notNull()
      .unique()
      .references(() => rooms.id, { onDelete: 'cascade' }),
    /** Public: what the latest release calls the room, or if it has none of it, what it was called when it became a stage. */
    name: text().notNull(),
    channelId: uuid()
      .notNull()
      .references(() => channels.id),
    state: text({ enum: ['off', 'on_air', 'ended'] })
      .notNull()
      .default('off'),
    onAirAt: instant(),
    endedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [index('stages_event').on(table.eventId)],
);

markPersonalData(stages, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    eventId: 'none',
    roomId: 'none',
    name: 'none',
    channelId: 'none',
    state: 'none',
    onAirAt: 'none',
    endedAt: 'none',
    createdAt: 'none',
  },
});
