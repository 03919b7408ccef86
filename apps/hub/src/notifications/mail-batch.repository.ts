import { Injectable } from '@nestjs/common';
import { and, asc, desc, eq, gt, inArray, isNull, or, sql, type SQL } from 'drizzle-orm';
import { languages } from '@hubwerk/contracts/language';
import { Database, type Transaction } from '../database/database.ts';
import { mailBatches, mails } from '../database/tables/mail.table.ts';
import { notFound } from '../platform/hub-error.ts';
import { isId } from '../platform/is-id.ts';
import type { MailRecord } from './mail.repository.ts';

type BatchRecord = typeof mailBatches.$inferSelect;
export type MailState = 'held' | 'waiting' | 'sent' | 'failed' | 'discarded' | 'superseded';
export type CountedBatch = BatchRecord & { counts: Partial<Record<MailState, number>> };
/** A mail of a batch, or all of them. */
export interface Chosen {
  batchId: string;
  mail?: string | undefined;
}

/** As the view of a mail tells it. */
const state = sql<MailState>`case
  when ${mails.review} <> 'passed' then ${mails.review}
  when ${mails.sentAt} is not null then 'sent'
  when ${mails.dueAt} is not null then 'waiting'
  else 'failed' end`;

@Injectable()
export class MailBatchRepository {
  constructor(private readonly database: Database) {}

  /** Newest first; those whose mails are all gone by now are over. */
  async list(eventId: string): Promise<CountedBatch[]> {
    const batches = await this.database.db
      .select()
      .from(mailBatches)
      .where(eq(mailBatches.eventId, eventId))
      .orderBy(desc(mailBatches.id));
    const counted = await this.count(batches);
    return counted.filter(({ writtenAt, counts }) => !writtenAt || Object.keys(counts).length > 0);
  }

  /** @throws HubError not_found */
  async get(eventId: string, id: string): Promise<CountedBatch> {
    const batches = await this.database.db
      .select()
      .from(mailBatches)
      .where(and(eq(mailBatches.eventId, eventId), eq(mailBatches.id, id)));
    const [batch] = await this.count(batches);
    if (!batch) throw notFound();
    return batch;
  }

  /** Lets one decision on a batch through at a time. @throws HubError not_found */
  async getForUpdate(tx: Transaction, eventId: string, id: string): Promise<BatchRecord> {
    const [batch] = await tx
      .select()
      .from(mailBatches)
      .where(and(eq(mailBatches.eventId, eventId), eq(mailBatches.id, id)))
      .for('update');
    if (!batch) throw notFound();
    return batch;
  }

  /** Whether a later batch that makes this one old is being written. */
  async isBeingSuperseded(tx: Transaction, { eventId, kind }: BatchRecord): Promise<boolean> {
    const later = and(eq(mailBatches.eventId, eventId), eq(mailBatches.kind, kind), isNull(mailBatches.writtenAt));
    return (await tx.$count(mailBatches, later)) > 0;
  }

  /** By recipient; `after` is the id of the last one of the page before. */
  async listMails(batchId: string, after: string | undefined, limit: number): Promise<MailRecord[]> {
    const [last] = after && isId(after) ? await this.database.db.select().from(mails).where(eq(mails.id, after)) : [];
    const behind =
      last && or(gt(mails.recipient, last.recipient), and(eq(mails.recipient, last.recipient), gt(mails.id, last.id)));
    return this.database.db
      .select()
      .from(mails)
      .where(and(eq(mails.batchId, batchId), behind))
      .orderBy(asc(mails.recipient), asc(mails.id))
      .limit(limit);
  }

  /** @throws HubError not_found */
  async getMail(batchId: string, id: string): Promise<MailRecord> {
    const [mail] = await this.database.db
      .select()
      .from(mails)
      .where(and(eq(mails.batchId, batchId), eq(mails.id, id)));
    if (!mail) throw notFound();
    return mail;
  }

  /** What a mail begins with that has no opening of its own yet; undefined for any other. */
  async findOpening(tx: Transaction, { batchId, review, language }: MailRecord): Promise<string | undefined> {
    if (!batchId || review === null || review === 'passed') return undefined;
    const [batch] = await tx.select().from(mailBatches).where(eq(mailBatches.id, batchId));
    return batch?.texts[language].opening;
  }

  async setTexts(tx: Transaction, id: string, texts: BatchRecord['texts']): Promise<void> {
    await tx
      .update(mailBatches)
      .set({ texts, version: sql`${mailBatches.version} + 1` })
      .where(eq(mailBatches.id, id));
    for (const language of languages)
      await tx
        .update(mails)
        .set({ subject: texts[language].subject })
        .where(and(held({ batchId: id }), eq(mails.language, language)));
  }

  /** Lets held mails out, each with its opening. @returns how many there were */
  async pass(tx: Transaction, chosen: Chosen, texts: BatchRecord['texts']): Promise<number> {
    let count = 0;
    for (const language of languages) {
      const body = sql`${texts[language].opening}::text || E'\\n\\n' || ${mails.body}`;
      count += await this.update(tx, { review: 'passed', body, dueAt: sql`now()` }, [
        held(chosen),
        eq(mails.language, language),
      ]);
    }
    return count;
  }

  discard(tx: Transaction, chosen: Chosen): Promise<number> {
    return this.update(tx, { review: 'discarded' }, [held(chosen)]);
  }

  /** Makes what was refused due again, as if it had never been tried. */
  retry(tx: Transaction, chosen: Chosen): Promise<number> {
    const refused = sql`${mails.review} = 'passed' and ${mails.sentAt} is null and ${mails.lastError} is not null`;
    return this.update(tx, { dueAt: sql`now()`, attempts: 0 }, [among(chosen), refused]);
  }

  private async update(
    tx: Transaction,
    changes: Parameters<ReturnType<Transaction['update']>['set']>[0],
    where: (SQL | undefined)[],
  ): Promise<number> {
    const rows = await tx
      .update(mails)
      .set(changes)
      .where(and(...where))
      .returning({ id: mails.id });
    return rows.length;
  }

  private async count(batches: BatchRecord[]): Promise<CountedBatch[]> {
    const ids = batches.map(({ id }) => id);
    const rows = await this.database.db
      .select({ batchId: mails.batchId, state, count: sql<number>`count(*)::int` })
      .from(mails)
      .where(inArray(mails.batchId, ids))
      .groupBy(mails.batchId, state);
    const byBatch = Map.groupBy(rows, ({ batchId }) => batchId);
    return batches.map((batch) => ({
      ...batch,
      counts: Object.fromEntries(byBatch.get(batch.id)?.map((row) => [row.state, row.count]) ?? []),
    }));
  }
}

const among = ({ batchId, mail }: Chosen) => and(eq(mails.batchId, batchId), mail ? eq(mails.id, mail) : undefined);
const held = (chosen: Chosen) => and(among(chosen), eq(mails.review, 'held'));
