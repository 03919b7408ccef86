import { Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Transaction } from '../database/database.ts';
import { programmes, rooms, sessions, slots, tracks } from '../database/tables/programme.table.ts';

/** What copies have for ids, by those of their originals. */
type Ids = Map<string, string>;

/** Copies a draft's rows into another event. They belong to no imported file, and nobody speaks yet. */
@Injectable()
export class DraftCopyRepository {
  async copyRooms(tx: Transaction, from: string, to: string): Promise<Ids> {
    const found = await tx.select().from(rooms).where(eq(rooms.eventId, from));
    const ids = idsFor(found);
    const copies = found.map((room) => ({ ...room, ...fresh(room.id, ids, to) }));
    if (copies.length > 0) await tx.insert(rooms).values(copies);
    return ids;
  }

  async copyTracks(tx: Transaction, from: string, to: string): Promise<Ids> {
    const found = await tx.select().from(tracks).where(eq(tracks.eventId, from));
    const ids = idsFor(found);
    const copies = found.map((track) => ({ ...track, id: ids.get(track.id), eventId: to, importKey: null }));
    if (copies.length > 0) await tx.insert(tracks).values(copies);
    return ids;
  }

  /** @param slotOf where and when the copy of a session is */
  async copySessions(
    tx: Transaction,
    from: string,
    to: string,
    trackIds: Ids,
    slotOf: (slot: typeof slots.$inferSelect) => Pick<typeof slots.$inferInsert, 'roomId' | 'startsAt' | 'endsAt'>,
  ): Promise<void> {
    const [programme] = await tx.select().from(programmes).where(eq(programmes.eventId, from));
    if (programme) {
      const { dayChange } = programme;
      await tx.insert(programmes).values({ eventId: to, dayChange }).onConflictDoNothing();
    }
    const found = await tx
      .select()
      .from(sessions)
      .innerJoin(slots, eq(slots.sessionId, sessions.id))
      .where(eq(sessions.eventId, from));
    for (const { sessions: session, slots: slot } of found) {
      const id = v7();
      const trackId = session.trackId && (trackIds.get(session.trackId) ?? null);
      const own = { id, eventId: to, trackId, importKey: null, guid: null, code: null, url: null };
      // Whether a recording may be made is for whoever speaks then.
      await tx
        .insert(sessions)
        .values({ ...session, ...own, recordingOptOut: null, version: 1, importedVersion: null });
      await tx.insert(slots).values({ sessionId: id, ...slotOf(slot) });
    }
  }
}

const idsFor = (found: { id: string }[]): Ids => new Map(found.map(({ id }) => [id, v7()]));

const fresh = (id: string, ids: Ids, eventId: string) => ({
  id: ids.get(id),
  eventId,
  importKey: null,
  version: 1,
  importedVersion: null,
});
