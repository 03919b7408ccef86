import { Injectable } from '@nestjs/common';
import { and, desc, eq, lte } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { releases, type GoneSession } from '../database/tables/release.table.ts';

export type { GoneSession };
export type ReleaseRecord = typeof releases.$inferSelect;

@Injectable()
export class ReleaseRepository {
  constructor(private readonly database: Database) {}

  async findLatest(
    eventId: string,
    reader: Transaction | Database['db'] = this.database.db,
  ): Promise<ReleaseRecord | undefined> {
    const [latest] = await reader
      .select()
      .from(releases)
      .where(eq(releases.eventId, eventId))
      .orderBy(desc(releases.number))
      .limit(1);
    return latest;
  }

  /** Newest first, without what they hold. */
  list(eventId: string): Promise<Omit<ReleaseRecord, 'content' | 'gone' | 'eventId' | 'publishedBy'>[]> {
    const { id, number, name, publishedAt } = releases;
    return this.database.db
      .select({ id, number, name, publishedAt })
      .from(releases)
      .where(eq(releases.eventId, eventId))
      .orderBy(desc(number));
  }

  /** The release of a number and those before it, newest first, with what they hold. */
  listBack(
    eventId: string,
    number: number,
    most: number,
    reader: Transaction | Database['db'] = this.database.db,
  ): Promise<ReleaseRecord[]> {
    return reader
      .select()
      .from(releases)
      .where(and(eq(releases.eventId, eventId), lte(releases.number, number)))
      .orderBy(desc(releases.number))
      .limit(most);
  }

  async insert(tx: Transaction, release: typeof releases.$inferInsert): Promise<ReleaseRecord> {
    const [made] = await tx.insert(releases).values(release).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }
}
