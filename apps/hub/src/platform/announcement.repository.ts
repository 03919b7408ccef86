import { Injectable } from '@nestjs/common';
import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { announcements } from '../database/tables/announcement.table.ts';
import { Log } from './log.ts';

export interface StoredAnnouncement {
  id: string;
  name: string;
  payload: Record<string, unknown>;
}

@Injectable()
export class AnnouncementRepository {
  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  async insert(tx: Transaction, name: string, payload: Record<string, unknown>): Promise<void> {
    await tx.insert(announcements).values({ name, payload });
  }

  /**
   * Hands the oldest due announcement to `handle` and marks it delivered, or due again later when that fails. The row is
   * locked meanwhile, so that of several hubs one handles it, and another takes over when that one dies.
   * @returns whether there was one.
   */
  async takeDue(handle: (due: StoredAnnouncement) => Promise<void>): Promise<boolean> {
    return this.database.db.transaction(async (tx) => {
      const [due] = await tx
        .select()
        .from(announcements)
        .where(and(isNull(announcements.deliveredAt), lte(announcements.dueAt, sql`now()`)))
        .orderBy(asc(announcements.id))
        .limit(1)
        .for('update', { skipLocked: true });
      if (!due) return false;
      try {
        await handle(due);
        await tx
          .update(announcements)
          .set({ deliveredAt: sql`now()` })
          .where(eq(announcements.id, due.id));
      } catch (error) {
        this.log.error(
          { err: error, announcement: due.name, attempts: due.attempts + 1 },
          'announcement not handled, will be tried again',
        );
        await tx
          .update(announcements)
          .set({
            attempts: due.attempts + 1,
            dueAt: sql`now() + least(interval '1 hour', interval '1 second' * power(2, ${due.attempts}))`,
          })
          .where(eq(announcements.id, due.id));
      }
      return true;
    });
  }
}
