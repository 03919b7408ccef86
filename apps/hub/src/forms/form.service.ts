import { Injectable } from '@nestjs/common';
import type { answersSchema } from '@hubwerk/contracts';
import { z } from 'zod';
import type { Transaction } from '../database/database.ts';
import { FileService } from '../files/file.service.ts';
import type { Asker } from '../platform/access.ts';
import { HubError } from '../platform/hub-error.ts';
import { validated } from '../platform/validated.ts';
import { AnswerRepository } from './answer.repository.ts';
import { answerSchemaOf, isBlank } from './answer-schema.ts';
import { answerView, askedQuestionView } from './form.view.ts';
import { FormOwners, type AnswerReader, type FormName, type FormOwner } from './form-owners.ts';
import { QuestionRepository, type QuestionRecord } from './question.repository.ts';

export type Answers = z.output<typeof answersSchema>;
export type AnswerView = ReturnType<typeof answerView>;

/** What a form is filled in for. */
export interface Subject {
  form: FormName;
  eventId: string;
  subjectId: string;
  /** Of what the form's owner lets people choose from. */
  choiceId: string;
}

/** Who reads; a reviewer who reads anonymously is shown nothing that tells who answered. */
export type ReadsAs = AnswerReader | 'anonymous_reviewer';

const readable: Record<ReadsAs, readonly AnswerReader[]> = {
  organisers: ['organisers', 'reviewers', 'public'],
  reviewers: ['reviewers', 'public'],
  anonymous_reviewer: ['reviewers', 'public'],
  public: ['public'],
};

/** For the features that have people fill in a form: what to ask them, and what they said. */
@Injectable()
export class FormService {
  constructor(
    private readonly owners: FormOwners,
    private readonly questions: QuestionRepository,
    private readonly answers: AnswerRepository,
    private readonly files: FileService,
  ) {}

  /** Says who owns a form; once, when the owner's module starts. */
  own(form: FormName, owner: FormOwner): void {
    this.owners.register(form, owner);
  }

  /** What a form asks now, of all its owner's choices, in order. */
  async listAsked(eventId: string, form: FormName) {
    return (await this.questions.list(eventId, form)).filter(isLiving).map(askedQuestionView);
  }

  /**
   * Keeps what somebody answers now as the whole of their answers, in the transaction of what they fill the form in for, which
   * is locked. What is missing may be missing still. Answers to archived questions stay as they were; those to questions
   * that are not asked for the choice are not taken.
   * @throws HubError invalid_input at `answers.<question>` of the body
   */
  async answer(tx: Transaction, subject: Subject, given: Answers, asker: Asker): Promise<void> {
    const all = await this.questions.list(subject.eventId, subject.form, tx);
    const living = all.filter(isLiving);
    const asked = living.filter((question) => isAsked(question, subject.choiceId));
    const values = valuesOf(all, asked, given, asker.language);
    const of = living.map(({ id }) => id);
    const gone = await this.answers.deleteOthers(tx, subject.subjectId, { of, kept: [...values.keys()] });
    for (const { id, questionId } of gone)
      await this.showFile(tx, subject, { id, question: living.find((one) => one.id === questionId), asker });
    for (const [questionId, value] of values) {
      const { id } = await this.answers.put(tx, {
        questionId,
        subjectId: subject.subjectId,
        personId: asker.personId,
        value,
      });
      const question = living.find((one) => one.id === questionId);
      await this.showFile(tx, subject, { id, question, asker, fileId: String(value) });
    }
  }

  /** What a form asks of a subject now, in order, and what of that must be answered and is not. */
  async listAskedOf({ form, eventId, subjectId, choiceId }: Subject, tx?: Transaction) {
    const answered = new Set((await this.answers.list([subjectId], tx)).map(({ question }) => question.id));
    const asked = (await this.questions.list(eventId, form, tx)).filter(
      (question) => isLiving(question) && isAsked(question, choiceId),
    );
    const missing = asked.filter(({ id, required }) => required && !answered.has(id));
    return { asked: asked.map(askedQuestionView), missing: missing.map(askedQuestionView) };
  }

  /** Whether everything is answered that must be. @throws HubError invalid_input at `answers.<question>` of the body */
  async checkComplete(tx: Transaction, subject: Subject): Promise<void> {
    const { missing } = await this.listAskedOf(subject, tx);
    if (!missing.length) return;
    throw new HubError('invalid_input', {
      issues: missing.map(({ id }) => ({ path: ['body', 'answers', id], message: 'answer_missing' })),
    });
  }

  /** What was answered for some subjects, as far as who reads may know. */
  async listAnswers(subjectIds: string[], readsAs: ReadsAs): Promise<Map<string, AnswerView[]>> {
    const bySubject = new Map<string, AnswerView[]>(subjectIds.map((id) => [id, []]));
    const rows = subjectIds.length ? await this.answers.list(subjectIds) : [];
    const shown = rows.filter(
      ({ question }) =>
        readable[readsAs].includes(question.readers) && !(readsAs === 'anonymous_reviewer' && question.identifying),
    );
    const fileIds = shown.flatMap(({ answer, question }) => (question.kind === 'file' ? [String(answer.value)] : []));
    const files = await this.files.listNamed(fileIds);
    for (const { answer, question } of shown)
      bySubject
        .get(answer.subjectId)
        ?.push(answerView(answer, question, files.find(({ id }) => id === answer.value) ?? null));
    return bySubject;
  }

  private async showFile(
    tx: Transaction,
    { eventId }: Subject,
    {
      id,
      question,
      asker,
      fileId,
    }: { id: string; question: QuestionRecord | undefined; asker: Asker; fileId?: string },
  ): Promise<void> {
    if (question?.kind !== 'file') return;
    await this.files.show(tx, { kind: 'form.answer', id }, fileId ? [fileId] : [], {
      asker,
      purpose: 'document',
      audience: question.readers === 'organisers' ? 'organisers' : 'team',
      eventId,
      at: ['answers', question.id],
    });
  }
}

const isLiving = ({ archivedAt }: QuestionRecord) => archivedAt === null;

const isAsked = ({ onlyFor }: QuestionRecord, choiceId: string) => !onlyFor.length || onlyFor.includes(choiceId);

/** By question, in order, without blanks. */
function valuesOf(all: QuestionRecord[], asked: QuestionRecord[], given: Answers, language: Asker['language']) {
  const unknown = Object.keys(given).filter((id) => !all.some((question) => question.id === id));
  if (unknown.length)
    throw new HubError('invalid_input', {
      issues: unknown.map((id) => ({ path: ['body', 'answers', id], message: 'no_such_question' })),
    });
  const answered = asked.filter(({ id }) => !isBlank(given[id]));
  const shape = z.object({
    answers: z.object(Object.fromEntries(answered.map((question) => [question.id, answerSchemaOf(question)]))),
  });
  const body = validated(shape, { answers: given }, 'body', language) as z.output<typeof shape>;
  return new Map(Object.entries(body.answers));
}
