import { Injectable } from '@nestjs/common';
import { and, asc, eq, inArray, notInArray } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { answers, questions } from '../database/tables/form.table.ts';
import type { QuestionRecord } from './question.repository.ts';

export type AnswerRecord = typeof answers.$inferSelect;

@Injectable()
export class AnswerRepository {
  constructor(private readonly database: Database) {}

  /** In the order of the questions. */
  list(
    subjectIds: string[],
    reader: Transaction | Database['db'] = this.database.db,
  ): Promise<{ answer: AnswerRecord; question: QuestionRecord }[]> {
    return reader
      .select({ answer: answers, question: questions })
      .from(answers)
      .innerJoin(questions, eq(questions.id, answers.questionId))
      .where(inArray(answers.subjectId, subjectIds))
      .orderBy(asc(questions.position), asc(questions.id));
  }

  async listIdsOfQuestion(tx: Transaction, questionId: string): Promise<string[]> {
    const rows = await tx.select({ id: answers.id }).from(answers).where(eq(answers.questionId, questionId));
    return rows.map(({ id }) => id);
  }

  async put(tx: Transaction, answer: typeof answers.$inferInsert): Promise<AnswerRecord> {
    const [put] = await tx
      .insert(answers)
      .values(answer)
      .onConflictDoUpdate({ target: [answers.subjectId, answers.questionId], set: { value: answer.value } })
      .returning();
    if (!put) throw new Error('insert returned nothing');
    return put;
  }

  /** Deletes what a subject answered to some questions, except to those kept. @returns what is gone */
  async deleteOthers(
    tx: Transaction,
    subjectId: string,
    { of, kept }: { of: string[]; kept: string[] },
  ): Promise<AnswerRecord[]> {
    return tx
      .delete(answers)
      .where(
        and(eq(answers.subjectId, subjectId), inArray(answers.questionId, of), notInArray(answers.questionId, kept)),
      )
      .returning();
  }
}
