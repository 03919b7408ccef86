import { Injectable } from '@nestjs/common';
import { and, asc, eq, inArray } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { persons } from '../database/tables/person.table.ts';
import { proposals, reviewConflicts, reviews, reviewScores } from '../database/tables/proposal.table.ts';

/** What one reviewer gave one proposal. */
export interface ReviewRecord {
  proposalId: string;
  reviewer: { id: string; name: string };
  note: string;
  scores: { criterionId: string; points: number }[];
}

@Injectable()
export class ReviewRepository {
  constructor(private readonly database: Database) {}

  /** All of an event, first given first. */
  async list(eventId: string): Promise<ReviewRecord[]> {
    const rows = await this.database.db
      .select({ review: reviews, reviewer: { id: persons.id, name: persons.name } })
      .from(reviews)
      .innerJoin(proposals, eq(proposals.id, reviews.proposalId))
      .innerJoin(persons, eq(persons.id, reviews.reviewerId))
      .where(eq(proposals.eventId, eventId))
      .orderBy(asc(reviews.id));
    const ids = rows.map(({ review }) => review.id);
    const given = ids.length
      ? await this.database.db.select().from(reviewScores).where(inArray(reviewScores.reviewId, ids))
      : [];
    return rows.map(({ review: { id, proposalId, note }, reviewer }) => ({
      proposalId,
      reviewer,
      note,
      scores: given
        .filter(({ reviewId }) => reviewId === id)
        .map(({ criterionId, points }) => ({ criterionId, points })),
    }));
  }

  async hasAny(tx: Transaction, eventId: string): Promise<boolean> {
    const [found] = await tx
      .select({ id: reviews.id })
      .from(reviews)
      .innerJoin(proposals, eq(proposals.id, reviews.proposalId))
      .where(eq(proposals.eventId, eventId))
      .limit(1);
    return found !== undefined;
  }

  /** The reviewer's opinion is this from now on. */
  async put(
    tx: Transaction,
    { scores, ...review }: { proposalId: string; reviewerId: string; note: string; scores: ReviewRecord['scores'] },
  ): Promise<void> {
    const [put] = await tx
      .insert(reviews)
      .values(review)
      .onConflictDoUpdate({ target: [reviews.proposalId, reviews.reviewerId], set: { note: review.note } })
      .returning();
    if (!put) throw new Error('insert returned nothing');
    await tx.delete(reviewScores).where(eq(reviewScores.reviewId, put.id));
    if (scores.length) await tx.insert(reviewScores).values(scores.map((score) => ({ ...score, reviewId: put.id })));
  }

  /** Who has declared a conflict of interest with which proposal of an event. */
  listConflicts(eventId: string): Promise<{ proposalId: string; reviewerId: string }[]> {
    return this.database.db
      .select({ proposalId: reviewConflicts.proposalId, reviewerId: reviewConflicts.reviewerId })
      .from(reviewConflicts)
      .innerJoin(proposals, eq(proposals.id, reviewConflicts.proposalId))
      .where(eq(proposals.eventId, eventId));
  }

  /** Keeps the reviewer out of the proposal, and takes away what they gave it. */
  async declareConflict(tx: Transaction, proposalId: string, reviewerId: string): Promise<void> {
    await tx.insert(reviewConflicts).values({ proposalId, reviewerId }).onConflictDoNothing();
    await tx.delete(reviews).where(and(eq(reviews.proposalId, proposalId), eq(reviews.reviewerId, reviewerId)));
  }
}
