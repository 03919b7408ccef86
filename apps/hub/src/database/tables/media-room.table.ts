import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';
import { instant } from './column-types.ts';

/** Which hub carries a room for audio and video: the one thing that is in one hub's memory only. */
export const mediaRooms = pgTable(
  'media_rooms',
  {
    /** Such as `stage:019a…`. */
    room: text().primaryKey(),
    hubId: uuid().notNull(),
    /** The hub says again and again that it still carries the room; after this another one may take it. */
    heldUntil: instant().notNull(),
  },
  (table) => [index('media_rooms_hub').on(table.hubId)],
);

markPersonalData(mediaRooms, {
  belongsTo: [],
  onErase: 'keep',
  columns: { room: 'none', hubId: 'none', heldUntil: 'none' },
});
