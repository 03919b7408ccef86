import { Injectable } from '@nestjs/common';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { placementProposals } from '../database/tables/placement-proposal.table.ts';

export type ProposalRecord = typeof placementProposals.$inferSelect;

const unfinished = inArray(placementProposals.state, ['waiting', 'running']);

@Injectable()
export class ProposalRepository {
  constructor(private readonly database: Database) {}

  /** @returns undefined where the event has one already */
  async insert(tx: Transaction, asked: typeof placementProposals.$inferInsert): Promise<ProposalRecord | undefined> {
    const [made] = await tx.insert(placementProposals).values(asked).onConflictDoNothing().returning();
    return made;
  }

  async find(eventId: string): Promise<ProposalRecord | undefined> {
    const [found] = await this.database.db
      .select()
      .from(placementProposals)
      .where(eq(placementProposals.eventId, eventId));
    return found;
  }

  /** Locks a finished proposal, so that it is accepted once. */
  async findForUpdate(tx: Transaction, eventId: string, id: string): Promise<ProposalRecord | undefined> {
    const [found] = await tx
      .select()
      .from(placementProposals)
      .where(and(eq(placementProposals.eventId, eventId), eq(placementProposals.id, id)))
      .for('update');
    return found;
  }

  /** @returns what was there */
  async delete(tx: Transaction, eventId: string): Promise<ProposalRecord | undefined> {
    const [gone] = await tx.delete(placementProposals).where(eq(placementProposals.eventId, eventId)).returning();
    return gone;
  }

  /** Takes one that is not finished. Also one that runs: then whoever ran it died. */
  async start(id: string): Promise<ProposalRecord | undefined> {
    const [started] = await this.database.db
      .update(placementProposals)
      .set({ state: 'running', progress: 0 })
      .where(and(eq(placementProposals.id, id), unfinished))
      .returning();
    return started;
  }

  async listUnfinished(): Promise<string[]> {
    const rows = await this.database.db
      .select({ id: placementProposals.id })
      .from(placementProposals)
      .where(unfinished);
    return rows.map(({ id }) => id);
  }

  /** Never back. @returns whether somebody still wants it */
  async setProgress(id: string, progress: number): Promise<boolean> {
    const rows = await this.database.db
      .update(placementProposals)
      .set({ progress: sql`greatest(${placementProposals.progress}, ${progress})` })
      .where(and(eq(placementProposals.id, id), eq(placementProposals.state, 'running')))
      .returning({ id: placementProposals.id });
    return rows.length > 0;
  }

  async finish(
    tx: Transaction,
    id: string,
    result: Pick<ProposalRecord, 'state' | 'result' | 'finishedAt'>,
  ): Promise<void> {
    await tx
      .update(placementProposals)
      .set({ ...result, progress: 1 })
      .where(and(eq(placementProposals.id, id), unfinished));
  }
}
