import { Injectable } from '@nestjs/common';
import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { mailBatches, mails } from '../database/tables/mail.table.ts';
import type { Mail } from './outbox.ts';

type BatchRecord = typeof mailBatches.$inferSelect;
type Kind = BatchRecord['kind'];

/** A mail of a batch, whose subject and opening are the batch's. */
export interface HeldMail extends Omit<Mail, 'subject' | 'secretLink'> {
  personId: string;
  /** Which state its reader knows. */
  since: number;
}

const atOnce = 200;

/** Where mails are written that organisers review; `notifications` lists them to these and sends what they pass. */
@Injectable()
export class MailBatches {
  constructor(private readonly database: Database) {}

  /**
   * Says, in the transaction of a change, that mails about it will follow. One that was opened before and not filled yet is
   * given up: this one tells what both would.
   */
  async open(
    tx: Transaction,
    batch: Pick<BatchRecord, 'eventId' | 'kind' | 'subjectId' | 'name' | 'since' | 'texts'>,
  ): Promise<void> {
    const unwritten = await tx
      .delete(mailBatches)
      .where(and(inSeries(batch), isNull(mailBatches.writtenAt)))
      .returning({ since: mailBatches.since });
    const since = Math.min(batch.since, ...unwritten.map((one) => one.since));
    await tx.insert(mailBatches).values({ ...batch, since });
  }

  /**
   * Writes the mails of an opened batch, once. What is still held of earlier ones is superseded, so that no old news goes out;
   * `compose` is told which state their readers know, and what everybody else does.
   */
  async fill(
    kind: Kind,
    subjectId: string,
    compose: (tx: Transaction, since: { known: number; heldSince: ReadonlyMap<string, number> }) => Promise<HeldMail[]>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [batch] = await tx
        .select()
        .from(mailBatches)
        .where(and(eq(mailBatches.kind, kind), eq(mailBatches.subjectId, subjectId), isNull(mailBatches.writtenAt)))
        .for('update');
      if (!batch) return;
      const written = await compose(tx, { known: batch.since, heldSince: await this.supersede(tx, batch) });
      if (!written.length) {
        await tx.delete(mailBatches).where(eq(mailBatches.id, batch.id));
        return;
      }
      for (let from = 0; from < written.length; from += atOnce) {
        const rows = written.slice(from, from + atOnce).map((mail) => ({
          ...mail,
          attachments: mail.attachments ?? [],
          subject: batch.texts[mail.language].subject,
          batchId: batch.id,
          review: 'held' as const,
          dueAt: null,
        }));
        await tx.insert(mails).values(rows).onConflictDoNothing({ target: mails.cause });
      }
      await tx
        .update(mailBatches)
        .set({ writtenAt: sql`now()` })
        .where(eq(mailBatches.id, batch.id));
    });
  }

  /** @returns who was to be told by earlier batches and has not been, with the state they know */
  private async supersede(tx: Transaction, batch: BatchRecord): Promise<Map<string, number>> {
    const earlier = tx
      .select({ id: mailBatches.id })
      .from(mailBatches)
      .where(and(inSeries(batch), ne(mailBatches.id, batch.id)));
    const rows = await tx
      .update(mails)
      .set({ review: 'superseded' })
      .where(and(inArray(mails.batchId, earlier), eq(mails.review, 'held')))
      .returning({ personId: mails.personId, since: mails.since });
    return new Map(rows.flatMap(({ personId, since }) => (personId && since !== null ? [[personId, since]] : [])));
  }
}

/** The batches that follow one another, each making the one before it old. */
const inSeries = ({ eventId, kind }: Pick<BatchRecord, 'eventId' | 'kind'>) =>
  and(eq(mailBatches.eventId, eventId), eq(mailBatches.kind, kind));
