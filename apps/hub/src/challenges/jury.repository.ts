import { Injectable } from '@nestjs/common';
import { and, asc, eq, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { challenges, criteria, juryMembers, scores } from '../database/tables/challenge.table.ts';
import { persons } from '../database/tables/person.table.ts';

export type JuryMemberRecord = typeof juryMembers.$inferSelect;
export type ScoreRecord = typeof scores.$inferSelect;

@Injectable()
export class JuryRepository {
  constructor(private readonly database: Database) {}

  async findMember(challengeId: string, personId: string): Promise<JuryMemberRecord | undefined> {
    const [member] = await this.database.db.select().from(juryMembers).where(membership(challengeId, personId));
    return member;
  }

  /** In the order they were invited. */
  listMembers(challengeId: string, reader: Transaction | Database['db'] = this.database.db) {
    return reader
      .select({ member: juryMembers, person: { id: persons.id, name: persons.name } })
      .from(juryMembers)
      .innerJoin(persons, eq(persons.id, juryMembers.personId))
      .where(eq(juryMembers.challengeId, challengeId))
      .orderBy(asc(juryMembers.createdAt), asc(juryMembers.id));
  }

  /** @returns undefined when they are on it already */
  async insertMember(tx: Transaction, challengeId: string, personId: string): Promise<JuryMemberRecord | undefined> {
    const [made] = await tx.insert(juryMembers).values({ challengeId, personId }).onConflictDoNothing().returning();
    return made;
  }

  /** @returns whether they were on it */
  async deleteMember(tx: Transaction, challengeId: string, personId: string): Promise<boolean> {
    const gone = await tx.delete(juryMembers).where(membership(challengeId, personId)).returning();
    return gone.length > 0;
  }

  /** Whether a person is on any jury of an event. */
  async judgesAt(tx: Transaction, eventId: string, personId: string): Promise<boolean> {
    const [found] = await tx
      .select({ id: juryMembers.id })
      .from(juryMembers)
      .innerJoin(challenges, eq(challenges.id, juryMembers.challengeId))
      .where(and(eq(challenges.eventId, eventId), eq(juryMembers.personId, personId)))
      .limit(1);
    return found !== undefined;
  }

  /** All scores of a challenge, with who gave them. */
  async listScores(challengeId: string) {
    return this.database.db
      .select({ score: scores, juror: { id: persons.id, name: persons.name } })
      .from(scores)
      .innerJoin(criteria, eq(criteria.id, scores.criterionId))
      .innerJoin(juryMembers, eq(juryMembers.id, scores.juryMemberId))
      .innerJoin(persons, eq(persons.id, juryMembers.personId))
      .where(eq(criteria.challengeId, challengeId))
      .orderBy(asc(persons.name), asc(persons.id), asc(criteria.position));
  }

  /** What one of the jury gave. */
  listScoresOf(juryMemberId: string, reader: Transaction | Database['db'] = this.database.db): Promise<ScoreRecord[]> {
    return reader.select().from(scores).where(eq(scores.juryMemberId, juryMemberId)).orderBy(asc(scores.id));
  }

  /** The last one to say it counts, from whichever of their devices. */
  async saveScore(tx: Transaction, score: typeof scores.$inferInsert): Promise<void> {
    await tx
      .insert(scores)
      .values(score)
      .onConflictDoUpdate({
        target: [scores.criterionId, scores.applicationId, scores.juryMemberId],
        set: { points: sql`excluded.points`, note: sql`excluded.note`, changedAt: sql`excluded.changed_at` },
      });
  }
}

const membership = (challengeId: string, personId: string) =>
  and(eq(juryMembers.challengeId, challengeId), eq(juryMembers.personId, personId));
