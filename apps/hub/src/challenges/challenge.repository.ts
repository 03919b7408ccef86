import { Injectable } from '@nestjs/common';
import { and, asc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { v7 } from 'uuid';
import { Database, type Transaction } from '../database/database.ts';
import {
  applications,
  awards,
  challenges,
  criteria,
  juryMembers,
  pitches,
} from '../database/tables/challenge.table.ts';
import { notFound } from '../platform/hub-error.ts';
import { cameFrom, stateAt } from './challenge-state.ts';

export type ChallengeRecord = typeof challenges.$inferSelect;
export type CriterionRecord = typeof criteria.$inferSelect;

@Injectable()
export class ChallengeRepository {
  constructor(private readonly database: Database) {}

  /** Copies the challenges of an event that `shift` has dates for, with their criteria, into another one, as they are before they begin. */
  async copy(tx: Transaction, from: string, to: string, shift: (at: Date) => Date | null): Promise<void> {
    for (const challenge of await tx.select().from(challenges).where(eq(challenges.eventId, from))) {
      const [opensAt, deadlineAt] = [shift(challenge.opensAt), shift(challenge.deadlineAt)];
      if (!opensAt || !deadlineAt || deadlineAt <= opensAt) continue;
      const id = v7();
      await tx
        .insert(challenges)
        .values({ ...challenge, id, eventId: to, opensAt, deadlineAt, state: 'announced', publishedAt: null });
      const judged = await tx.select().from(criteria).where(eq(criteria.challengeId, challenge.id));
      if (judged.length > 0)
        await tx.insert(criteria).values(judged.map((criterion) => ({ ...criterion, id: v7(), challengeId: id })));
    }
  }

  /** Next deadline first. */
  list(eventId: string): Promise<ChallengeRecord[]> {
    return this.database.db
      .select()
      .from(challenges)
      .where(eq(challenges.eventId, eventId))
      .orderBy(asc(challenges.deadlineAt), asc(challenges.id));
  }

  /** Those with announced pitches of which the person gives one, or is on the jury. */
  listOfPerson(personId: string): Promise<ChallengeRecord[]> {
    const { db } = this.database;
    const judged = db
      .select({ id: juryMembers.challengeId })
      .from(juryMembers)
      .where(eq(juryMembers.personId, personId));
    const pitched = db
      .select({ id: applications.challengeId })
      .from(applications)
      .innerJoin(pitches, eq(pitches.applicationId, applications.id))
      .where(eq(applications.applicantId, personId));
    return db
      .select()
      .from(challenges)
      .where(
        and(
          inArray(challenges.state, ['pitch', 'decided']),
          or(inArray(challenges.id, judged), inArray(challenges.id, pitched)),
        ),
      );
  }

  async hasPublished(eventId: string): Promise<boolean> {
    const [found] = await this.database.db
      .select({ id: challenges.id })
      .from(challenges)
      .where(and(eq(challenges.eventId, eventId), isNotNull(challenges.publishedAt)))
      .limit(1);
    return found !== undefined;
  }

  async get(
    eventId: string,
    id: string,
    reader: Transaction | Database['db'] = this.database.db,
  ): Promise<ChallengeRecord> {
    const [challenge] = await reader.select().from(challenges).where(named(eventId, id));
    if (!challenge) throw notFound();
    return challenge;
  }

  /** Lets one change of a challenge through at a time, and first moves it on as far as time has come. */
  async lock(tx: Transaction, id: string, now: Date): Promise<ChallengeRecord> {
    const [challenge] = await tx.select().from(challenges).where(eq(challenges.id, id)).for('update');
    if (!challenge) throw notFound();
    const state = stateAt(challenge, now);
    if (state !== challenge.state) await tx.update(challenges).set({ state }).where(eq(challenges.id, id));
    return { ...challenge, state };
  }

  /** @returns whether it could go there from where it was */
  async move(tx: Transaction, id: string, to: keyof typeof cameFrom): Promise<boolean> {
    const moved = await tx
      .update(challenges)
      .set({ state: to })
      .where(and(eq(challenges.id, id), inArray(challenges.state, [...cameFrom[to]])))
      .returning({ id: challenges.id });
    return moved.length > 0;
  }

  async insert(tx: Transaction, challenge: typeof challenges.$inferInsert): Promise<ChallengeRecord> {
    const [made] = await tx.insert(challenges).values(challenge).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async update(tx: Transaction, id: string, changes: Partial<typeof challenges.$inferInsert>): Promise<void> {
    await tx.update(challenges).set(changes).where(eq(challenges.id, id));
  }

  /** @returns whether it was not public before */
  async publish(tx: Transaction, id: string, publishedAt: Date): Promise<boolean> {
    const published = await tx
      .update(challenges)
      .set({ publishedAt })
      .where(and(eq(challenges.id, id), isNull(challenges.publishedAt)))
      .returning({ id: challenges.id });
    return published.length > 0;
  }

  /** In their order. */
  listCriteria(
    challengeId: string,
    reader: Transaction | Database['db'] = this.database.db,
  ): Promise<CriterionRecord[]> {
    return reader.select().from(criteria).where(eq(criteria.challengeId, challengeId)).orderBy(asc(criteria.position));
  }

  async replaceCriteria(
    tx: Transaction,
    challengeId: string,
    inOrder: Pick<CriterionRecord, 'name' | 'weight' | 'most'>[],
  ): Promise<void> {
    await tx.delete(criteria).where(eq(criteria.challengeId, challengeId));
    await tx.insert(criteria).values(inOrder.map((criterion, position) => ({ ...criterion, challengeId, position })));
  }

  /** The organisations that won, by challenge. */
  async listWinners(challengeIds: string[]): Promise<{ challengeId: string; organisationId: string }[]> {
    if (!challengeIds.length) return [];
    return this.database.db
      .select({ challengeId: awards.challengeId, organisationId: awards.organisationId })
      .from(awards)
      .where(inArray(awards.challengeId, challengeIds));
  }

  async insertAward(tx: Transaction, award: typeof awards.$inferInsert): Promise<void> {
    await tx.insert(awards).values(award);
  }
}

const named = (eventId: string, id: string) => and(eq(challenges.eventId, eventId), eq(challenges.id, id));
