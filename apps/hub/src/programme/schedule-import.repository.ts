import { Injectable } from '@nestjs/common';
import { and, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { scheduleImports } from '../database/tables/schedule-import.table.ts';
import { notFound } from '../platform/hub-error.ts';

const { file: _, ...withoutFile } = getTableColumns(scheduleImports);
export type ScheduleImportRecord = Omit<typeof scheduleImports.$inferSelect, 'file'>;

@Injectable()
export class ScheduleImportRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Transaction, asked: typeof scheduleImports.$inferInsert): Promise<ScheduleImportRecord> {
    const [made] = await tx.insert(scheduleImports).values(asked).returning(withoutFile);
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async get(eventId: string, id: string): Promise<ScheduleImportRecord> {
    const [found] = await this.database.db
      .select(withoutFile)
      .from(scheduleImports)
      .where(and(eq(scheduleImports.eventId, eventId), eq(scheduleImports.id, id)));
    if (!found) throw notFound();
    return found;
  }

  /** Takes one that is not finished, with its file. Also one that runs: then whoever ran it died. */
  async start(id: string): Promise<typeof scheduleImports.$inferSelect | undefined> {
    const [started] = await this.database.db
      .update(scheduleImports)
      .set({ state: 'running', progress: 0 })
      .where(and(eq(scheduleImports.id, id), inArray(scheduleImports.state, ['waiting', 'running'])))
      .returning();
    return started;
  }

  async listUnfinished(): Promise<string[]> {
    const unfinished = await this.database.db
      .select({ id: scheduleImports.id })
      .from(scheduleImports)
      .where(inArray(scheduleImports.state, ['waiting', 'running']));
    return unfinished.map(({ id }) => id);
  }

  /** Never back: of two that are written at once the later one may come first. */
  async setProgress(id: string, progress: number): Promise<void> {
    await this.database.db
      .update(scheduleImports)
      .set({ progress: sql`greatest(${scheduleImports.progress}, ${progress})` })
      .where(and(eq(scheduleImports.id, id), eq(scheduleImports.state, 'running')));
  }

  /** Writes down what became of it and lets its file go. */
  async finish(
    id: string,
    result: Pick<ScheduleImportRecord, 'state' | 'findings' | 'counts' | 'finishedAt'>,
    tx?: Transaction,
  ): Promise<void> {
    await (tx ?? this.database.db)
      .update(scheduleImports)
      .set({ ...result, progress: 1, file: null })
      .where(eq(scheduleImports.id, id));
  }
}
