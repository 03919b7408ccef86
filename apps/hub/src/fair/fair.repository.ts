import { Injectable } from '@nestjs/common';
import { and, asc, count, eq, gt, max } from 'drizzle-orm';
import { v7 } from 'uuid';
import { Database, type Transaction } from '../database/database.ts';
import { boothDocuments, booths, halls } from '../database/tables/fair.table.ts';
import { notFound } from '../platform/hub-error.ts';

export type HallRecord = typeof halls.$inferSelect;
export type BoothRecord = typeof booths.$inferSelect;
export type BoothDocumentRecord = typeof boothDocuments.$inferSelect;

type NewBooth = Omit<typeof booths.$inferInsert, 'number'> & { number?: number | undefined };

@Injectable()
export class FairRepository {
  constructor(private readonly database: Database) {}

  listHalls(eventId: string): Promise<HallRecord[]> {
    return this.database.db
      .select()
      .from(halls)
      .where(eq(halls.eventId, eventId))
      .orderBy(asc(halls.position), asc(halls.id));
  }

  async copyHalls(tx: Transaction, from: string, to: string): Promise<void> {
    const found = await tx.select().from(halls).where(eq(halls.eventId, from));
    const copies = found.map((hall) => ({ ...hall, id: v7(), eventId: to }));
    if (copies.length > 0) await tx.insert(halls).values(copies);
  }

  async hasHalls(eventId: string): Promise<boolean> {
    const [found] = await this.database.db
      .select({ id: halls.id })
      .from(halls)
      .where(eq(halls.eventId, eventId))
      .limit(1);
    return found !== undefined;
  }

  async findHall(eventId: string, id: string): Promise<HallRecord | undefined> {
    const [hall] = await this.database.db.select().from(halls).where(hallOf(eventId, id));
    return hall;
  }

  async insertHall(tx: Transaction, hall: Omit<typeof halls.$inferInsert, 'position'>): Promise<HallRecord> {
    const [last] = await tx
      .select({ position: max(halls.position) })
      .from(halls)
      .where(eq(halls.eventId, hall.eventId));
    const [made] = await tx
      .insert(halls)
      .values({ ...hall, position: (last?.position ?? 0) + 1 })
      .returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async updateHall(
    tx: Transaction,
    eventId: string,
    id: string,
    changes: Partial<Pick<HallRecord, 'name' | 'position'>>,
  ): Promise<HallRecord> {
    const own = hallOf(eventId, id);
    const [changed] = Object.keys(changes).length
      ? await tx.update(halls).set(changes).where(own).returning()
      : await tx.select().from(halls).where(own);
    if (!changed) throw notFound();
    return changed;
  }

  /** Locks the hall, so that its booths come and go one after the other. */
  async lockHall(tx: Transaction, eventId: string, id: string): Promise<HallRecord> {
    const [hall] = await tx.select().from(halls).where(hallOf(eventId, id)).for('update');
    if (!hall) throw notFound();
    return hall;
  }

  async deleteHall(tx: Transaction, id: string): Promise<void> {
    await tx.delete(halls).where(eq(halls.id, id));
  }

  /** In the order one walks them: by hall, then by number. */
  async listBooths(eventId: string): Promise<BoothRecord[]> {
    const rows = await this.database.db
      .select({ booth: booths })
      .from(booths)
      .innerJoin(halls, eq(booths.hallId, halls.id))
      .where(eq(booths.eventId, eventId))
      .orderBy(asc(halls.position), asc(halls.id), asc(booths.number));
    return rows.map(({ booth }) => booth);
  }

  async findBooth(id: string): Promise<BoothRecord | undefined> {
    const [booth] = await this.database.db.select().from(booths).where(eq(booths.id, id));
    return booth;
  }

  async findBoothOf(eventId: string, organisationId: string): Promise<BoothRecord | undefined> {
    const [booth] = await this.database.db
      .select()
      .from(booths)
      .where(and(eq(booths.eventId, eventId), eq(booths.organisationId, organisationId)));
    return booth;
  }

  /** Locks the booth, so that what depends on its state waits for who changes it. */
  async lockBooth(tx: Transaction, id: string): Promise<BoothRecord> {
    const [booth] = await tx.select().from(booths).where(eq(booths.id, id)).for('no key update');
    if (!booth) throw notFound();
    return booth;
  }

  /** With the next number of the hall, which this transaction has locked, if none is given. */
  async insertBooth(tx: Transaction, booth: NewBooth): Promise<BoothRecord> {
    const [last] = await tx
      .select({ number: max(booths.number) })
      .from(booths)
      .where(eq(booths.hallId, booth.hallId));
    const [made] = await tx
      .insert(booths)
      .values({ ...booth, number: booth.number ?? (last?.number ?? 0) + 1 })
      .returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async updateBooth(tx: Transaction, id: string, changes: Partial<typeof booths.$inferInsert>): Promise<BoothRecord> {
    const [changed] = await tx.update(booths).set(changes).where(eq(booths.id, id)).returning();
    if (!changed) throw notFound();
    return changed;
  }

  /** @returns whether it was written: not if somebody else has counted since `counts` was read */
  async setStaffPresent(tx: Transaction, id: string, staffPresent: number, counts: number): Promise<boolean> {
    const written = await tx
      .update(booths)
      .set({ staffPresent, staffCounts: counts + 1 })
      .where(and(eq(booths.id, id), eq(booths.staffCounts, counts)))
      .returning({ id: booths.id });
    return written.length > 0;
  }

  /** Ids of the booths where, by the last count, somebody is. */
  async listAttended(): Promise<string[]> {
    const rows = await this.database.db.select({ id: booths.id }).from(booths).where(gt(booths.staffPresent, 0));
    return rows.map(({ id }) => id);
  }

  async deleteBooth(tx: Transaction, id: string): Promise<void> {
    await tx.delete(booths).where(eq(booths.id, id));
  }

  async countBooths(tx: Transaction, hallId: string): Promise<number> {
    const [row] = await tx.select({ booths: count() }).from(booths).where(eq(booths.hallId, hallId));
    return row?.booths ?? 0;
  }

  listDocuments(boothId: string): Promise<BoothDocumentRecord[]> {
    return this.database.db
      .select()
      .from(boothDocuments)
      .where(eq(boothDocuments.boothId, boothId))
      .orderBy(asc(boothDocuments.position));
  }

  async replaceDocuments(
    tx: Transaction,
    boothId: string,
    documents: Pick<BoothDocumentRecord, 'fileId' | 'title'>[],
  ): Promise<void> {
    await tx.delete(boothDocuments).where(eq(boothDocuments.boothId, boothId));
    if (!documents.length) return;
    await tx.insert(boothDocuments).values(documents.map((one, position) => ({ ...one, boothId, position })));
  }
}

const hallOf = (eventId: string, id: string) => and(eq(halls.id, id), eq(halls.eventId, eventId));
