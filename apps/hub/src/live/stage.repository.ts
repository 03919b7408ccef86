import { Injectable } from '@nestjs/common';
import { and, asc, eq, getTableColumns, isNull } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { rooms } from '../database/tables/programme.table.ts';
import { stages } from '../database/tables/stage.table.ts';
import { notFound } from '../platform/hub-error.ts';

export type StageRecord = typeof stages.$inferSelect;

@Injectable()
export class StageRepository {
  constructor(private readonly database: Database) {}

  listOfEvent(eventId: string): Promise<StageRecord[]> {
    return this.database.db
      .select(getTableColumns(stages))
      .from(stages)
      .innerJoin(rooms, eq(stages.roomId, rooms.id))
      .where(eq(stages.eventId, eventId))
      .orderBy(asc(rooms.position), asc(stages.name));
  }

  listOfEventForUpdate(tx: Transaction, eventId: string): Promise<StageRecord[]> {
    return tx.select().from(stages).where(eq(stages.eventId, eventId)).orderBy(asc(stages.id)).for('update');
  }

  async existsIn(eventId: string): Promise<boolean> {
    const [found] = await this.database.db
      .select({ id: stages.id })
      .from(stages)
      .where(eq(stages.eventId, eventId))
      .limit(1);
    return found !== undefined;
  }

  async get(id: string): Promise<StageRecord> {
    const [stage] = await this.database.db.select().from(stages).where(eq(stages.id, id));
    if (!stage) throw notFound();
    return stage;
  }

  async getForUpdate(tx: Transaction, id: string): Promise<StageRecord> {
    const [stage] = await tx.select().from(stages).where(eq(stages.id, id)).for('update');
    if (!stage) throw notFound();
    return stage;
  }

  async findOfRoom(tx: Transaction, roomId: string): Promise<StageRecord | undefined> {
    const [stage] = await tx.select().from(stages).where(eq(stages.roomId, roomId));
    return stage;
  }

  async insert(tx: Transaction, stage: typeof stages.$inferInsert): Promise<void> {
    await tx.insert(stages).values(stage);
  }

  async update(tx: Transaction, id: string, changes: Partial<typeof stages.$inferInsert>): Promise<void> {
    await tx.update(stages).set(changes).where(eq(stages.id, id));
  }

  /** Locks the room, so that it becomes a stage once. Undefined when the event has no such room. */
  async lockRoom(tx: Transaction, eventId: string, roomId: string): Promise<{ name: string } | undefined> {
    const ofEvent = and(eq(rooms.id, roomId), eq(rooms.eventId, eventId));
    const [room] = await tx.select({ name: rooms.name }).from(rooms).where(ofEvent).for('update');
    return room;
  }

  listOtherRooms(eventId: string): Promise<{ id: string; name: string }[]> {
    return this.database.db
      .select({ id: rooms.id, name: rooms.name })
      .from(rooms)
      .leftJoin(stages, eq(stages.roomId, rooms.id))
      .where(and(eq(rooms.eventId, eventId), isNull(stages.id)))
      .orderBy(asc(rooms.position), asc(rooms.name));
  }
}
