import { Injectable } from '@nestjs/common';
import type { ChannelKind } from '@hubwerk/contracts';
import { and, asc, desc, eq, getTableColumns, gt, inArray } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { channels } from '../database/tables/channel.table.ts';
import { lines } from '../database/tables/line.table.ts';
import { persons } from '../database/tables/person.table.ts';
import { notFound } from '../platform/hub-error.ts';

export type ChannelRecord = typeof channels.$inferSelect;
export type LineRecord = typeof lines.$inferSelect & { authorName: string | null };

type NewLine = Pick<typeof lines.$inferInsert, 'authorId' | 'text' | 'token' | 'removes'>;

@Injectable()
export class ConversationRepository {
  constructor(private readonly database: Database) {}

  async getChannel(id: string): Promise<ChannelRecord> {
    const [channel] = await this.database.db.select().from(channels).where(eq(channels.id, id));
    if (!channel) throw notFound();
    return channel;
  }

  async listChannels(kind: ChannelKind, subjectIds: string[]): Promise<ChannelRecord[]> {
    if (!subjectIds.length) return [];
    const ofSubjects = and(eq(channels.kind, kind), inArray(channels.subjectId, subjectIds));
    return this.database.db.select().from(channels).where(ofSubjects);
  }

  /** @returns the id of the subject's channel, made if it has none */
  async open(tx: Transaction, kind: ChannelKind, subjectId: string): Promise<string> {
    // Setting a column to what it is makes the row come back when it was there already.
    const [channel] = await tx
      .insert(channels)
      .values({ kind, subjectId })
      .onConflictDoUpdate({ target: [channels.kind, channels.subjectId], set: { kind } })
      .returning({ id: channels.id });
    if (!channel) throw new Error('insert returned nothing');
    return channel.id;
  }

  /** With what was said in them. */
  async deleteChannels(tx: Transaction, kind: ChannelKind, subjectIds: string[]): Promise<void> {
    if (subjectIds.length)
      await tx.delete(channels).where(and(eq(channels.kind, kind), inArray(channels.subjectId, subjectIds)));
  }

  /** Locks the channel, so that its lines come one after the other. */
  async lockChannel(tx: Transaction, id: string): Promise<ChannelRecord> {
    const [channel] = await tx.select().from(channels).where(eq(channels.id, id)).for('update');
    if (!channel) throw notFound();
    return channel;
  }

  /** The next line of a channel that this transaction has locked. */
  async append(tx: Transaction, channel: ChannelRecord, line: NewLine): Promise<LineRecord> {
    const sequence = channel.lastSequence + 1;
    await tx.update(channels).set({ lastSequence: sequence }).where(eq(channels.id, channel.id));
    await tx.insert(lines).values({ ...line, channelId: channel.id, sequence });
    return this.getLine(tx, channel.id, sequence);
  }

  async findByToken(
    tx: Transaction,
    channelId: string,
    authorId: string,
    token: string,
  ): Promise<LineRecord | undefined> {
    const [line] = await withAuthor(tx).where(
      and(eq(lines.channelId, channelId), eq(lines.authorId, authorId), eq(lines.token, token)),
    );
    return line;
  }

  async getLine(tx: Transaction, channelId: string, sequence: number): Promise<LineRecord> {
    const [line] = await withAuthor(tx).where(and(eq(lines.channelId, channelId), eq(lines.sequence, sequence)));
    if (!line) throw notFound();
    return line;
  }

  async blank(tx: Transaction, id: string): Promise<void> {
    await tx.update(lines).set({ text: null }).where(eq(lines.id, id));
  }

  /** Those after a sequence, oldest first. */
  listAfter(channelId: string, after: number, limit: number): Promise<LineRecord[]> {
    const following = and(eq(lines.channelId, channelId), gt(lines.sequence, after));
    return withAuthor(this.database.db).where(following).orderBy(asc(lines.sequence)).limit(limit);
  }

  /** The latest, oldest first. */
  async listLatest(channelId: string, limit: number): Promise<LineRecord[]> {
    const latest = withAuthor(this.database.db).where(eq(lines.channelId, channelId));
    return (await latest.orderBy(desc(lines.sequence)).limit(limit)).toReversed();
  }
}

const withAuthor = (db: Pick<Transaction, 'select'>) =>
  db
    .select({ ...getTableColumns(lines), authorName: persons.name })
    .from(lines)
    .leftJoin(persons, eq(lines.authorId, persons.id))
    .$dynamic();
