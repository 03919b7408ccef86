import { Injectable } from '@nestjs/common';
import { desc, eq } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { releases } from '../database/tables/release.table.ts';

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
  list(eventId: string): Promise<Omit<ReleaseRecord, 'content' | 'eventId' | 'publishedBy'>[]> {
    const { id, number, name, publishedAt } = releases;
    return this.database.db
      .select({ id, number, name, publishedAt })
      .from(releases)
      .where(eq(releases.eventId, eventId))
      .orderBy(desc(number));
  }

  async insert(tx: Transaction, release: typeof releases.$inferInsert): Promise<ReleaseRecord> {
    const [made] = await tx.insert(releases).values(release).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }
}
