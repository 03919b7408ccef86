import { Injectable } from '@nestjs/common';
import { and, asc, desc, eq, inArray, isNotNull, ne, sql, type SQL } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { persons } from '../database/tables/person.table.ts';
import { proposals, proposalSpeakers, sessionTypes } from '../database/tables/proposal.table.ts';
import { notFound } from '../platform/hub-error.ts';
import { cameFrom } from './proposal-state.ts';

export type ProposalRecord = typeof proposals.$inferSelect;
export type ProposalSpeakerRecord = typeof proposalSpeakers.$inferSelect & { name: string };
type Reader = Transaction | Database['db'];

/** A proposal with its type and its speakers, who made it first. */
export interface WholeProposal extends ProposalRecord {
  type: typeof sessionTypes.$inferSelect;
  speakers: ProposalSpeakerRecord[];
}

@Injectable()
export class ProposalRepository {
  constructor(private readonly database: Database) {}

  async get(eventId: string, id: string, reader: Reader = this.database.db): Promise<WholeProposal> {
    const [proposal] = await this.listWhere(and(named(eventId, id)), reader);
    if (!proposal) throw notFound();
    return proposal;
  }

  /** As they stand when nobody else can change them before the transaction ends. @throws HubError not_found */
  async getForUpdate(tx: Transaction, eventId: string, id: string): Promise<ProposalRecord> {
    const [proposal] = await tx.select().from(proposals).where(named(eventId, id)).for('update');
    if (!proposal) throw notFound();
    return proposal;
  }

  /** What a person made or speaks in, newest first. */
  listOf(eventId: string, personId: string): Promise<WholeProposal[]> {
    const spoken = this.database.db
      .select({ id: proposalSpeakers.proposalId })
      .from(proposalSpeakers)
      .where(eq(proposalSpeakers.personId, personId));
    return this.listWhere(and(eq(proposals.eventId, eventId), inArray(proposals.id, spoken)), this.database.db);
  }

  /** All that were ever handed in. */
  listReceived(eventId: string): Promise<WholeProposal[]> {
    const handedIn = and(ne(proposals.state, 'draft'), isNotNull(proposals.submittedAt));
    return this.listWhere(and(eq(proposals.eventId, eventId), handedIn), this.database.db);
  }

  listSubmitted(eventId: string): Promise<WholeProposal[]> {
    return this.listWhere(and(eq(proposals.eventId, eventId), eq(proposals.state, 'submitted')), this.database.db);
  }

  /** Those whose decision is to be told, first handed in first; locked. */
  async listDecided(tx: Transaction, eventId: string): Promise<WholeProposal[]> {
    const decided = and(eq(proposals.eventId, eventId), isNotNull(proposals.decision));
    const locked = await tx
      .select({ id: proposals.id })
      .from(proposals)
      .where(decided)
      .orderBy(proposals.id)
      .for('update');
    const ids = locked.map(({ id }) => id);
    return ids.length ? (await this.listWhere(inArray(proposals.id, ids), tx)).toReversed() : [];
  }

  async insert(tx: Transaction, proposal: typeof proposals.$inferInsert): Promise<ProposalRecord> {
    const [made] = await tx.insert(proposals).values(proposal).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async update(
    tx: Transaction,
    id: string,
    changes: Pick<ProposalRecord, 'typeId' | 'title' | 'abstract' | 'language'>,
  ): Promise<void> {
    await tx
      .update(proposals)
      .set({ ...changes, version: sql`${proposals.version} + 1` })
      .where(eq(proposals.id, id));
  }

  /** @returns whether it could go there from where it was */
  async move(
    tx: Transaction,
    id: string,
    to: keyof typeof cameFrom,
    changes: Partial<typeof proposals.$inferInsert> = {},
  ): Promise<boolean> {
    const moved = await tx
      .update(proposals)
      .set({ ...changes, state: to, decision: null })
      .where(and(eq(proposals.id, id), inArray(proposals.state, [...cameFrom[to]])))
      .returning({ id: proposals.id });
    return moved.length > 0;
  }

  /** @returns whether it waits for a decision, and nobody has decided since that version */
  async decide(
    tx: Transaction,
    id: string,
    { decision, decisionVersion }: Pick<ProposalRecord, 'decision' | 'decisionVersion'>,
  ): Promise<boolean> {
    const decided = await tx
      .update(proposals)
      .set({ decision, decisionVersion: sql`${proposals.decisionVersion} + 1` })
      .where(
        and(eq(proposals.id, id), eq(proposals.state, 'submitted'), eq(proposals.decisionVersion, decisionVersion)),
      )
      .returning({ id: proposals.id });
    return decided.length > 0;
  }

  /** @returns whether they were none before */
  async insertSpeaker(tx: Transaction, speaker: typeof proposalSpeakers.$inferInsert): Promise<boolean> {
    const made = await tx.insert(proposalSpeakers).values(speaker).onConflictDoNothing().returning();
    return made.length > 0;
  }

  /** Says who they are and that they speak. @returns whether they were asked */
  async acceptSpeaking(
    tx: Transaction,
    proposalId: string,
    personId: string,
    { biography, at }: { biography: string; at: Date },
  ): Promise<boolean> {
    const accepted = await tx
      .update(proposalSpeakers)
      .set({ biography, acceptedAt: sql`coalesce(${proposalSpeakers.acceptedAt}, ${at.toISOString()}::timestamptz)` })
      .where(speaking(proposalId, personId))
      .returning();
    return accepted.length > 0;
  }

  /** @returns whether they were one */
  async deleteSpeaker(tx: Transaction, proposalId: string, personId: string): Promise<boolean> {
    return (await tx.delete(proposalSpeakers).where(speaking(proposalId, personId)).returning()).length > 0;
  }

  private async listWhere(where: SQL | undefined, reader: Reader): Promise<WholeProposal[]> {
    const rows = await reader
      .select()
      .from(proposals)
      .innerJoin(sessionTypes, eq(sessionTypes.id, proposals.typeId))
      .where(where)
      .orderBy(desc(proposals.id));
    const ids = rows.map((row) => row.proposals.id);
    const speakers = ids.length ? await this.listSpeakers(ids, reader) : [];
    return rows.map((row) => {
      const { proposerId, id } = row.proposals;
      const own = speakers.filter(({ proposalId }) => proposalId === id);
      const first = own.filter(({ personId }) => personId === proposerId);
      const others = own.filter(({ personId }) => personId !== proposerId);
      return { ...row.proposals, type: row.session_types, speakers: [...first, ...others] };
    });
  }

  private async listSpeakers(proposalIds: string[], reader: Reader): Promise<ProposalSpeakerRecord[]> {
    const rows = await reader
      .select({ speaker: proposalSpeakers, name: persons.name })
      .from(proposalSpeakers)
      .innerJoin(persons, eq(persons.id, proposalSpeakers.personId))
      .where(inArray(proposalSpeakers.proposalId, proposalIds))
      .orderBy(asc(proposalSpeakers.createdAt), asc(persons.id));
    return rows.map(({ speaker, name }) => ({ ...speaker, name }));
  }
}

const named = (eventId: string, id: string) => and(eq(proposals.eventId, eventId), eq(proposals.id, id));
const speaking = (proposalId: string, personId: string) =>
  and(eq(proposalSpeakers.proposalId, proposalId), eq(proposalSpeakers.personId, personId));
