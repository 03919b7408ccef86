import { Injectable } from '@nestjs/common';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { applications, pitches } from '../database/tables/challenge.table.ts';
import { persons } from '../database/tables/person.table.ts';
import { rooms } from '../database/tables/programme.table.ts';
import { notFound } from '../platform/hub-error.ts';

export type ApplicationRecord = typeof applications.$inferSelect;
export type PitchRecord = typeof pitches.$inferSelect;
type Reader = Transaction | Database['db'];

@Injectable()
export class ApplicationRepository {
  constructor(private readonly database: Database) {}

  async get(challengeId: string, id: string, reader: Reader = this.database.db): Promise<ApplicationRecord> {
    const [application] = await reader.select().from(applications).where(named(challengeId, id));
    if (!application) throw notFound();
    return application;
  }

  /** The shortlist in its order, then the others as they came. */
  async list(challengeId: string, reader: Reader = this.database.db) {
    return reader
      .select({
        application: applications,
        pitch: pitches,
        room: rooms.name,
        applicant: { id: persons.id, name: persons.name },
      })
      .from(applications)
      .innerJoin(persons, eq(persons.id, applications.applicantId))
      .leftJoin(pitches, eq(pitches.applicationId, applications.id))
      .leftJoin(rooms, eq(rooms.id, pitches.roomId))
      .where(eq(applications.challengeId, challengeId))
      .orderBy(sql`${pitches.position} asc nulls last`, asc(applications.submittedAt), asc(applications.id));
  }

  /** The applications of some organisations, with their pitches. */
  async listOf(challengeId: string, organisationIds: string[]) {
    if (!organisationIds.length) return [];
    return this.database.db
      .select({ application: applications, pitch: pitches })
      .from(applications)
      .leftJoin(pitches, eq(pitches.applicationId, applications.id))
      .where(and(eq(applications.challengeId, challengeId), inArray(applications.organisationId, organisationIds)))
      .orderBy(asc(applications.id));
  }

  /** @returns undefined when the organisation has applied already and not withdrawn */
  async insertOrRenew(
    tx: Transaction,
    application: typeof applications.$inferInsert,
  ): Promise<ApplicationRecord | undefined> {
    const { applicantId, pitch, link, documentId, state, submittedAt } = application;
    const [made] = await tx
      .insert(applications)
      .values(application)
      .onConflictDoUpdate({
        target: [applications.challengeId, applications.organisationId],
        set: { applicantId, pitch, link, documentId, state, submittedAt },
        setWhere: eq(applications.state, 'withdrawn'),
      })
      .returning();
    return made;
  }

  /** Changes it if it is in one of the states. @returns undefined when it is not */
  async updateFrom(
    tx: Transaction,
    id: string,
    from: ApplicationRecord['state'][],
    changes: Partial<typeof applications.$inferInsert>,
  ): Promise<ApplicationRecord | undefined> {
    const [changed] = await tx
      .update(applications)
      .set(changes)
      .where(and(eq(applications.id, id), inArray(applications.state, from)))
      .returning();
    return changed;
  }

  /** Puts exactly these in the shortlist, each with its place and time; the others are as they came. */
  async replaceShortlist(
    tx: Transaction,
    challengeId: string,
    inOrder: Omit<typeof pitches.$inferInsert, 'position'>[],
  ): Promise<void> {
    const all = tx.select({ id: applications.id }).from(applications).where(eq(applications.challengeId, challengeId));
    await tx.delete(pitches).where(inArray(pitches.applicationId, all));
    await tx
      .update(applications)
      .set({ state: 'submitted' })
      .where(and(eq(applications.challengeId, challengeId), eq(applications.state, 'shortlisted')));
    if (!inOrder.length) return;
    const ids = inOrder.map(({ applicationId }) => applicationId);
    await tx.update(applications).set({ state: 'shortlisted' }).where(inArray(applications.id, ids));
    await tx.insert(pitches).values(inOrder.map((pitch, position) => ({ ...pitch, position })));
  }

  async setSession(tx: Transaction, pitchId: string, sessionId: string): Promise<void> {
    await tx.update(pitches).set({ sessionId }).where(eq(pitches.id, pitchId));
  }

  async deletePitch(tx: Transaction, applicationId: string): Promise<PitchRecord | undefined> {
    const [gone] = await tx.delete(pitches).where(eq(pitches.applicationId, applicationId)).returning();
    return gone;
  }

  /** Rejects whoever is not on the shortlist. @returns those it rejected */
  async rejectSubmitted(tx: Transaction, challengeId: string): Promise<ApplicationRecord[]> {
    return tx
      .update(applications)
      .set({ state: 'rejected' })
      .where(and(eq(applications.challengeId, challengeId), eq(applications.state, 'submitted')))
      .returning();
  }
}

const named = (challengeId: string, id: string) =>
  and(eq(applications.challengeId, challengeId), eq(applications.id, id));
