import { Injectable } from '@nestjs/common';
import { and, desc, eq, getTableColumns, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { Database, type Transaction } from '../database/database.ts';
import { contactRequests } from '../database/tables/contact-request.table.ts';
import { booths } from '../database/tables/fair.table.ts';
import { persons } from '../database/tables/person.table.ts';

/** A request with the names of the two it is between. */
export type ContactRecord = typeof contactRequests.$inferSelect & {
  visitorName: string;
  answererName: string | null;
};

const visitors = alias(persons, 'visitors');
const answerers = alias(persons, 'answerers');

@Injectable()
export class ContactRepository {
  constructor(private readonly database: Database) {}

  async find(id: string, db: Pick<Transaction, 'select'> = this.database.db): Promise<ContactRecord | undefined> {
    const [request] = await withNames(db).where(eq(contactRequests.id, id));
    return request;
  }

  /** All that are open, and the latest of those that are over; oldest first. */
  async listOfBooth(boothId: string, limit: number): Promise<ContactRecord[]> {
    const over = withNames(this.database.db)
      .where(and(eq(contactRequests.boothId, boothId), isNotNull(contactRequests.endedAt)))
      .orderBy(desc(contactRequests.id))
      .limit(limit);
    const [open, latest] = await Promise.all([this.listOpen(this.database.db, boothId), over]);
    return [...open, ...latest].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Ids of all requests of a booth. */
  async listIds(tx: Transaction, boothId: string): Promise<string[]> {
    const rows = await tx
      .select({ id: contactRequests.id })
      .from(contactRequests)
      .where(eq(contactRequests.boothId, boothId));
    return rows.map(({ id }) => id);
  }

  /** Those of a booth that are waiting or going on. */
  listOpen(db: Pick<Transaction, 'select'>, boothId: string): Promise<ContactRecord[]> {
    return withNames(db).where(and(eq(contactRequests.boothId, boothId), isNull(contactRequests.endedAt)));
  }

  async findLatestOfVisitor(boothId: string, visitorId: string): Promise<ContactRecord | undefined> {
    const [request] = await withNames(this.database.db)
      .where(and(eq(contactRequests.boothId, boothId), eq(contactRequests.visitorId, visitorId)))
      .orderBy(desc(contactRequests.id))
      .limit(1);
    return request;
  }

  /** Ids of the events in which somebody waits. */
  async listEventsWaitedIn(): Promise<string[]> {
    const rows = await this.database.db
      .selectDistinct({ eventId: booths.eventId })
      .from(contactRequests)
      .innerJoin(booths, eq(booths.id, contactRequests.boothId))
      .where(eq(contactRequests.state, 'waiting'));
    return rows.map(({ eventId }) => eventId);
  }

  /** @returns the new request's id, or undefined when the visitor has an open one at this booth */
  async insert(tx: Transaction, request: typeof contactRequests.$inferInsert): Promise<string | undefined> {
    const [made] = await tx
      .insert(contactRequests)
      .values(request)
      .onConflictDoNothing()
      .returning({ id: contactRequests.id });
    return made?.id;
  }

  /**
   * The one place where a winner is decided: of many who answer at once, PostgreSQL lets one find the request waiting.
   * @returns whether it was this one
   */
  answer(tx: Transaction, id: string, by: string, at: Date): Promise<boolean> {
    const waiting = and(eq(contactRequests.id, id), eq(contactRequests.state, 'waiting'));
    return changed(tx, waiting, { state: 'answered', answeredBy: by, answeredAt: at });
  }

  /** @returns whether it was still waiting */
  withdraw(tx: Transaction, id: string, at: Date): Promise<boolean> {
    const waiting = and(eq(contactRequests.id, id), eq(contactRequests.state, 'waiting'));
    return changed(tx, waiting, { state: 'withdrawn', endedAt: at });
  }

  /** @returns whether it was still going on */
  end(tx: Transaction, id: string, at: Date): Promise<boolean> {
    const talking = and(
      eq(contactRequests.id, id),
      eq(contactRequests.state, 'answered'),
      isNull(contactRequests.endedAt),
    );
    return changed(tx, talking, { endedAt: at });
  }

  /** @returns the ids of those who had waited */
  async missWaitingAt(tx: Transaction, boothIds: string[], at: Date): Promise<string[]> {
    if (!boothIds.length) return [];
    const rows = await tx
      .update(contactRequests)
      .set({ state: 'missed', endedAt: at })
      .where(and(inArray(contactRequests.boothId, boothIds), eq(contactRequests.state, 'waiting')))
      .returning({ id: contactRequests.id });
    return rows.map(({ id }) => id);
  }
}

async function changed(
  tx: Transaction,
  where: SQL | undefined,
  changes: Partial<typeof contactRequests.$inferInsert>,
): Promise<boolean> {
  const rows = await tx.update(contactRequests).set(changes).where(where).returning({ id: contactRequests.id });
  return rows.length > 0;
}

const withNames = (db: Pick<Transaction, 'select'>) =>
  db
    .select({ ...getTableColumns(contactRequests), visitorName: visitors.name, answererName: answerers.name })
    .from(contactRequests)
    .innerJoin(visitors, eq(contactRequests.visitorId, visitors.id))
    .leftJoin(answerers, eq(contactRequests.answeredBy, answerers.id))
    .$dynamic();
