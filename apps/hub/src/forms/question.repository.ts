import { Injectable } from '@nestjs/common';
import { and, asc, count, eq, max, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { answers, questions } from '../database/tables/form.table.ts';
import { notFound } from '../platform/hub-error.ts';
import type { FormName } from './form-owners.ts';

export type QuestionRecord = typeof questions.$inferSelect;
type Reader = Transaction | Database['db'];

@Injectable()
export class QuestionRepository {
  constructor(private readonly database: Database) {}

  /** In their order, those that are archived last. */
  list(eventId: string, form: FormName, reader: Reader = this.database.db): Promise<QuestionRecord[]> {
    return reader
      .select()
      .from(questions)
      .where(of(eventId, form))
      .orderBy(sql`${questions.archivedAt} asc nulls first`, asc(questions.position), asc(questions.id));
  }

  /** How many answers each question of a form has; without those that have none. */
  async countAnswers(eventId: string, form: FormName, reader: Reader = this.database.db): Promise<Map<string, number>> {
    const rows = await reader
      .select({ id: questions.id, answered: count() })
      .from(questions)
      .innerJoin(answers, eq(answers.questionId, questions.id))
      .where(of(eventId, form))
      .groupBy(questions.id);
    return new Map(rows.map(({ id, answered }) => [id, answered]));
  }

  /** Locked, so that nobody else changes or answers it before the transaction ends. @throws HubError not_found */
  async getForUpdate(tx: Transaction, eventId: string, form: FormName, id: string): Promise<QuestionRecord> {
    const [question] = await tx
      .select()
      .from(questions)
      .where(and(of(eventId, form), eq(questions.id, id)))
      .for('update');
    if (!question) throw notFound();
    return question;
  }

  async nextPosition(tx: Transaction, eventId: string, form: FormName): Promise<number> {
    const [last] = await tx
      .select({ position: max(questions.position) })
      .from(questions)
      .where(of(eventId, form));
    return (last?.position ?? -1) + 1;
  }

  async insert(tx: Transaction, question: typeof questions.$inferInsert): Promise<QuestionRecord> {
    const [made] = await tx.insert(questions).values(question).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async update(tx: Transaction, id: string, changes: Partial<typeof questions.$inferInsert>): Promise<QuestionRecord> {
    const [changed] = await tx
      .update(questions)
      .set({ ...changes, version: sql`${questions.version} + 1` })
      .where(eq(questions.id, id))
      .returning();
    if (!changed) throw notFound();
    return changed;
  }

  async setPositions(tx: Transaction, inOrder: string[]): Promise<void> {
    for (const [position, id] of inOrder.entries())
      await tx.update(questions).set({ position }).where(eq(questions.id, id));
  }
}

const of = (eventId: string, form: FormName) => and(eq(questions.eventId, eventId), eq(questions.form, form));
