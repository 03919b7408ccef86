import { Injectable } from '@nestjs/common';
import type { MediaRoomName } from '@hubwerk/contracts';
import { and, eq, inArray, lt, or, sql } from 'drizzle-orm';
import { Database } from '../database/database.ts';
import { mediaRooms } from '../database/tables/media-room.table.ts';

const holdFor = sql`now() + interval '10 seconds'`;

/** Where rooms are. One statement decides who gets a room, so two hubs never open it both. */
@Injectable()
export class MediaRoomRepository {
  constructor(private readonly database: Database) {}

  /** @returns whether the room is this hub's: it was, or nobody has it, or whoever had it has stopped saying so */
  async claim(room: MediaRoomName, hubId: string): Promise<boolean> {
    const free = or(eq(mediaRooms.hubId, hubId), lt(mediaRooms.heldUntil, sql`now()`));
    const claimed = await this.database.db
      .insert(mediaRooms)
      .values({ room, hubId, heldUntil: holdFor })
      .onConflictDoUpdate({
        target: mediaRooms.room,
        set: { hubId, heldUntil: holdFor },
        ...(free && { setWhere: free }),
      })
      .returning({ room: mediaRooms.room });
    return claimed.length > 0;
  }

  /** Goes on holding these rooms and lets go of the others it had. @returns those of them that are still its own */
  async hold(hubId: string, rooms: MediaRoomName[]): Promise<string[]> {
    const mine = eq(mediaRooms.hubId, hubId);
    const held = await this.database.db
      .update(mediaRooms)
      .set({ heldUntil: holdFor })
      .where(and(mine, inArray(mediaRooms.room, rooms)))
      .returning({ room: mediaRooms.room });
    await this.database.db.delete(mediaRooms).where(and(mine, lt(mediaRooms.heldUntil, sql`now()`)));
    return held.map(({ room }) => room);
  }

  async releaseAllOf(hubId: string): Promise<void> {
    await this.database.db.delete(mediaRooms).where(eq(mediaRooms.hubId, hubId));
  }

  /** For the only hub there is: whatever stands here is of a hub that is no more. */
  async forgetAll(): Promise<void> {
    await this.database.db.delete(mediaRooms);
  }
}
