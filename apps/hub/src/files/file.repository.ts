import { Injectable } from '@nestjs/common';
import { and, count, eq, inArray, lt, notExists, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { files, fileUses } from '../database/tables/file.table.ts';

export type FileRecord = typeof files.$inferSelect;
export type FileUseRecord = typeof fileUses.$inferSelect;

@Injectable()
export class FileRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<FileRecord | undefined> {
    const [file] = await this.database.db.select().from(files).where(eq(files.id, id));
    return file;
  }

  async list(ids: string[]): Promise<FileRecord[]> {
    return ids.length ? this.database.db.select().from(files).where(inArray(files.id, ids)) : [];
  }

  /** The owner's files of one purpose are counted one upload at a time. */
  async countOfOwner(tx: Transaction, ownerId: string, purpose: FileRecord['purpose']): Promise<number> {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`files:${ownerId}`}, 0))`);
    const [row] = await tx
      .select({ files: count() })
      .from(files)
      .where(and(eq(files.ownerId, ownerId), eq(files.purpose, purpose)));
    return row?.files ?? 0;
  }

  async insert(tx: Transaction, file: typeof files.$inferInsert): Promise<FileRecord> {
    const [made] = await tx.insert(files).values(file).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async listUses(fileId: string): Promise<FileUseRecord[]> {
    return this.database.db.select().from(fileUses).where(eq(fileUses.fileId, fileId));
  }

  /** Locked, so that none of them is swept or deleted before the transaction shows it. */
  async listForUpdate(tx: Transaction, ids: string[]): Promise<FileRecord[]> {
    return ids.length ? tx.select().from(files).where(inArray(files.id, ids)).orderBy(files.id).for('update') : [];
  }

  async listBySubject(tx: Transaction, kind: string, id: string): Promise<string[]> {
    const rows = await tx
      .select({ id: fileUses.fileId })
      .from(fileUses)
      .where(and(eq(fileUses.subjectKind, kind), eq(fileUses.subjectId, id)));
    return rows.map((row) => row.id);
  }

  async replaceUses(tx: Transaction, kind: string, id: string, uses: FileUseRecord[]): Promise<void> {
    await tx.delete(fileUses).where(and(eq(fileUses.subjectKind, kind), eq(fileUses.subjectId, id)));
    if (uses.length) await tx.insert(fileUses).values(uses);
  }

  async setAudience(
    tx: Transaction,
    kind: string,
    subjectIds: string[],
    audience: FileUseRecord['audience'],
  ): Promise<void> {
    await tx
      .update(fileUses)
      .set({ audience })
      .where(and(eq(fileUses.subjectKind, kind), inArray(fileUses.subjectId, subjectIds)));
  }

  /** Deletes those of the files that nothing shows. @returns the ids of what is gone */
  async deleteUnused(tx: Transaction, which: { id: string; ownerId: string } | { olderThan: Date }): Promise<string[]> {
    const chosen =
      'id' in which
        ? and(eq(files.id, which.id), eq(files.ownerId, which.ownerId))
        : lt(files.createdAt, which.olderThan);
    const locked = tx
      .select({ id: files.id })
      .from(files)
      .where(and(chosen, unused(tx)))
      .for('update', { skipLocked: true });
    const gone = await tx
      .delete(files)
      .where(and(inArray(files.id, locked), unused(tx)))
      .returning({ id: files.id });
    return gone.map(({ id }) => id);
  }
}

const unused = (tx: Transaction) => notExists(tx.select().from(fileUses).where(eq(fileUses.fileId, files.id)));
