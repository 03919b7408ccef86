import { Injectable } from '@nestjs/common';
import { and, asc, desc, eq, isNull, lt, lte, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { mails } from '../database/tables/mail.table.ts';
import { isId } from '../platform/is-id.ts';

export type MailRecord = typeof mails.$inferSelect;

/** What became of a try to send: `later` tries again after a pause that grows to an hour, `never` gives the mail up. */
export type Sending = 'sent' | { again: 'later' | 'never'; because: string };

/** About two days of tries. */
const mostAttempts = 55;

@Injectable()
export class MailRepository {
  constructor(private readonly database: Database) {}

  /**
   * Hands the oldest due mail to `send` and writes down what became of it. The row is locked meanwhile, so that of several
   * hubs one sends it, and another takes over when that one dies.
   * @returns null when none is due
   */
  async takeDue(send: (mail: MailRecord) => Promise<Sending>): Promise<Sending | null> {
    return this.database.db.transaction(async (tx) => {
      const [mail] = await tx
        .select()
        .from(mails)
        .where(and(isNull(mails.sentAt), lte(mails.dueAt, sql`now()`)))
        .orderBy(asc(mails.dueAt))
        .limit(1)
        .for('update', { skipLocked: true });
      if (!mail) return null;
      const sending = await send(mail);
      const attempts = mail.attempts + 1;
      const after =
        sending === 'sent'
          ? { sentAt: sql`now()`, secretLink: null, lastError: null }
          : {
              lastError: sending.because,
              dueAt: sending.again === 'never' || attempts === mostAttempts ? null : pause(attempts),
            };
      await tx
        .update(mails)
        .set({ attempts, ...after })
        .where(eq(mails.id, mail.id));
      return sending;
    });
  }

  /** Newest first; `after` is the id of the last one of the page before. */
  list(after: string | undefined, limit: number): Promise<MailRecord[]> {
    return this.database.db
      .select()
      .from(mails)
      .where(after && isId(after) ? lt(mails.id, after) : undefined)
      .orderBy(desc(mails.id))
      .limit(limit);
  }

  async find(tx: Transaction, id: string): Promise<MailRecord | undefined> {
    const [mail] = await tx.select().from(mails).where(eq(mails.id, id));
    return mail;
  }
}

const pause = (attempts: number) =>
  sql`now() + least(interval '1 hour', interval '2 seconds' * power(2, ${Math.min(attempts, 20)}))`;
