import { Injectable } from '@nestjs/common';
import { and, asc, eq, gt, or, sql, type SQL } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { meetings } from '../database/tables/meeting.table.ts';
import type { Transition } from './meeting-transitions.ts';

export type MeetingRecord = typeof meetings.$inferSelect;

@Injectable()
export class MeetingRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<MeetingRecord | undefined> {
    const [meeting] = await this.database.db.select().from(meetings).where(eq(meetings.id, id));
    return meeting;
  }

  /** One person's, by beginning; `after` is the id of the last one of the page before. */
  async listOf(
    personId: string,
    eventId: string,
    page: { after: string | undefined; limit: number },
  ): Promise<MeetingRecord[]> {
    const last = page.after === undefined ? undefined : await this.find(page.after);
    return this.database.db
      .select()
      .from(meetings)
      .where(
        and(
          eq(meetings.eventId, eventId),
          concerning(personId),
          last &&
            sql`(${meetings.startsAt}, ${meetings.id}) > (${last.startsAt.toISOString()}::timestamptz, ${last.id}::uuid)`,
        ),
      )
      .orderBy(asc(meetings.startsAt), asc(meetings.id))
      .limit(page.limit);
  }

  listAcceptedOf(personId: string): Promise<MeetingRecord[]> {
    return this.database.db
      .select()
      .from(meetings)
      .where(and(eq(meetings.state, 'accepted'), concerning(personId)))
      .orderBy(asc(meetings.startsAt));
  }

  async insert(tx: Transaction, meeting: typeof meetings.$inferInsert): Promise<MeetingRecord> {
    const [made] = await tx.insert(meetings).values(meeting).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  /** Undefined when there is no such meeting in the transition's from-state, by this person, in time. */
  async change(
    tx: Transaction,
    id: string,
    transition: Transition,
    personId: string,
    now: Date,
  ): Promise<MeetingRecord | undefined> {
    const { from, to, by, before } = transition;
    const [changed] = await tx
      .update(meetings)
      .set({ state: to, sequence: sql`${meetings.sequence} + 1`, changedAt: now })
      .where(
        and(eq(meetings.id, id), eq(meetings.state, from), allowed(by, personId), before && gt(meetings[before], now)),
      )
      .returning();
    return changed;
  }
}

const concerning = (personId: string): SQL | undefined =>
  or(eq(meetings.requesterId, personId), eq(meetings.inviteeId, personId));

function allowed(by: Transition['by'], personId: string): SQL | undefined {
  if (by === 'either') return concerning(personId);
  return eq(by === 'requester' ? meetings.requesterId : meetings.inviteeId, personId);
}
