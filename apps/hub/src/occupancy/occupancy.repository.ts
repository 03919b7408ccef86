import { Injectable } from '@nestjs/common';
import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import type { TimeRange } from '../database/tables/column-types.ts';
import { occupancies } from '../database/tables/occupancy.table.ts';

export type OccupancyRecord = typeof occupancies.$inferSelect;

/** PostgreSQL takes 65,535 parameters in one statement. */
const rowsAtOnce = 1000;

@Injectable()
export class OccupancyRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes its turn for each of these persons, until the transaction ends: two inserts that conflict would otherwise wait for
   * each other until PostgreSQL gives one up after a second, one by one for as many as there are.
   */
  async lock(tx: Transaction, sortedPersonIds: string[]): Promise<void> {
    for (const personId of sortedPersonIds) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`occupancy ${personId}`}, 0))`);
    }
  }

  async insert(tx: Transaction, taken: (typeof occupancies.$inferInsert)[]): Promise<void> {
    for (let start = 0; start < taken.length; start += rowsAtOnce) {
      await tx.insert(occupancies).values(taken.slice(start, start + rowsAtOnce));
    }
  }

  async deleteBySource(tx: Transaction, source: Pick<OccupancyRecord, 'sourceKind' | 'sourceId'>): Promise<void> {
    await tx
      .delete(occupancies)
      .where(and(eq(occupancies.sourceKind, source.sourceKind), eq(occupancies.sourceId, source.sourceId)));
  }

  async delete(tx: Transaction, ids: string[]): Promise<void> {
    if (ids.length) await tx.delete(occupancies).where(inArray(occupancies.id, ids));
  }

  async listBySources(
    tx: Transaction,
    kind: OccupancyRecord['sourceKind'],
    sourceIds: string[],
  ): Promise<OccupancyRecord[]> {
    if (sourceIds.length === 0) return [];
    return tx
      .select()
      .from(occupancies)
      .where(and(eq(occupancies.sourceKind, kind), inArray(occupancies.sourceId, sourceIds)));
  }

  /** Hard and soft ones that overlap the range, by beginning. */
  list(personIds: string[], range: TimeRange): Promise<OccupancyRecord[]> {
    return this.database.db
      .select()
      .from(occupancies)
      .where(and(inArray(occupancies.personId, personIds), overlapping(range)))
      .orderBy(sql`lower(${occupancies.during})`);
  }
}

const overlapping = (range: TimeRange): SQL =>
  sql`${occupancies.during} && tstzrange(${range.startsAt.toISOString()}::timestamptz, ${range.endsAt.toISOString()}::timestamptz)`;
