import { Injectable } from '@nestjs/common';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { persons } from '../database/tables/person.table.ts';
import {
  callExtensions,
  calls,
  reviewCriteria,
  reviewPhases,
  sessionTypes,
} from '../database/tables/proposal.table.ts';
import { notFound } from '../platform/hub-error.ts';

export type CallRecord = typeof calls.$inferSelect;
export type SessionTypeRecord = typeof sessionTypes.$inferSelect;
export type PhaseRecord = typeof reviewPhases.$inferSelect;
export type CriterionRecord = typeof reviewCriteria.$inferSelect;
type Reader = Transaction | Database['db'];

@Injectable()
export class CallRepository {
  constructor(private readonly database: Database) {}

  async find(eventId: string, reader: Reader = this.database.db): Promise<CallRecord | undefined> {
    const [call] = await reader.select().from(calls).where(eq(calls.eventId, eventId));
    return call;
  }

  /** Locked against whoever hands in, decides or sets it up; made if need be. */
  async lock(tx: Transaction, eventId: string): Promise<CallRecord> {
    await tx.insert(calls).values({ eventId }).onConflictDoNothing();
    const [call] = await tx.select().from(calls).where(eq(calls.eventId, eventId)).for('update');
    if (!call) throw notFound();
    return call;
  }

  /** Locked against who sets it up; others may hand in at the same time. */
  async lockShared(tx: Transaction, eventId: string): Promise<CallRecord> {
    const [call] = await tx.select().from(calls).where(eq(calls.eventId, eventId)).for('share');
    if (!call) throw notFound();
    return call;
  }

  async update(tx: Transaction, eventId: string, changes: Partial<typeof calls.$inferInsert>): Promise<void> {
    await tx
      .update(calls)
      .set({ ...changes, version: sql`${calls.version} + 1` })
      .where(eq(calls.eventId, eventId));
  }

  /** In the order they were made. */
  listTypes(eventId: string, reader: Reader = this.database.db): Promise<SessionTypeRecord[]> {
    return reader.select().from(sessionTypes).where(eq(sessionTypes.eventId, eventId)).orderBy(asc(sessionTypes.id));
  }

  async insertType(tx: Transaction, type: typeof sessionTypes.$inferInsert): Promise<SessionTypeRecord> {
    const [made] = await tx.insert(sessionTypes).values(type).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async updateType(
    tx: Transaction,
    eventId: string,
    id: string,
    changes: Pick<SessionTypeRecord, 'name' | 'minutes'>,
  ): Promise<SessionTypeRecord> {
    const [changed] = await tx.update(sessionTypes).set(changes).where(namedType(eventId, id)).returning();
    if (!changed) throw notFound();
    return changed;
  }

  async deleteType(tx: Transaction, eventId: string, id: string): Promise<SessionTypeRecord> {
    const [gone] = await tx.delete(sessionTypes).where(namedType(eventId, id)).returning();
    if (!gone) throw notFound();
    return gone;
  }

  listPhases(eventId: string, reader: Reader = this.database.db): Promise<PhaseRecord[]> {
    return reader
      .select()
      .from(reviewPhases)
      .where(eq(reviewPhases.eventId, eventId))
      .orderBy(asc(reviewPhases.startsAt));
  }

  async replacePhases(
    tx: Transaction,
    eventId: string,
    phases: Pick<PhaseRecord, 'startsAt' | 'endsAt' | 'anonymous'>[],
  ): Promise<void> {
    await tx.delete(reviewPhases).where(eq(reviewPhases.eventId, eventId));
    if (phases.length) await tx.insert(reviewPhases).values(phases.map((phase) => ({ ...phase, eventId })));
  }

  /** In their order. */
  listCriteria(eventId: string, reader: Reader = this.database.db): Promise<CriterionRecord[]> {
    return reader
      .select()
      .from(reviewCriteria)
      .where(eq(reviewCriteria.eventId, eventId))
      .orderBy(asc(reviewCriteria.position), asc(reviewCriteria.id));
  }

  /** Keeps criteria that have an id of the event, with what was given for them. */
  async setCriteria(
    tx: Transaction,
    eventId: string,
    inOrder: (Pick<CriterionRecord, 'name' | 'weight' | 'most'> & { id?: string | undefined })[],
  ): Promise<void> {
    const before = (await this.listCriteria(eventId, tx)).map(({ id }) => id);
    const gone = before.filter((id) => !inOrder.some((criterion) => criterion.id === id));
    if (gone.length) await tx.delete(reviewCriteria).where(inArray(reviewCriteria.id, gone));
    for (const [position, { id, ...criterion }] of inOrder.entries()) {
      const values = { ...criterion, position, eventId };
      if (id && before.includes(id)) await tx.update(reviewCriteria).set(values).where(eq(reviewCriteria.id, id));
      else await tx.insert(reviewCriteria).values(values);
    }
  }

  listExtensions(eventId: string): Promise<{ person: { id: string; name: string }; until: Date }[]> {
    return this.database.db
      .select({ person: { id: persons.id, name: persons.name }, until: callExtensions.until })
      .from(callExtensions)
      .innerJoin(persons, eq(persons.id, callExtensions.personId))
      .where(eq(callExtensions.eventId, eventId))
      .orderBy(asc(persons.name), asc(persons.id));
  }

  async findExtension(eventId: string, personId: string, reader: Reader = this.database.db): Promise<Date | undefined> {
    const [extension] = await reader
      .select()
      .from(callExtensions)
      .where(and(eq(callExtensions.eventId, eventId), eq(callExtensions.personId, personId)));
    return extension?.until;
  }

  async putExtension(tx: Transaction, extension: typeof callExtensions.$inferInsert): Promise<void> {
    await tx
      .insert(callExtensions)
      .values(extension)
      .onConflictDoUpdate({
        target: [callExtensions.eventId, callExtensions.personId],
        set: { until: extension.until },
      });
  }
}

const namedType = (eventId: string, id: string) => and(eq(sessionTypes.eventId, eventId), eq(sessionTypes.id, id));
