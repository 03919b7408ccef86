import { Injectable } from '@nestjs/common';
import { answerReaders, type formRoutes, type RouteInput } from '@hubwerk/contracts';
import { v7 } from 'uuid';
import { Database, type Transaction } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { FileService } from '../files/file.service.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid } from '../platform/hub-error.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { AnswerRepository } from './answer.repository.ts';
import { editedOptions } from './edited-options.ts';
import { questionView } from './form.view.ts';
import { FormOwners, type FormName } from './form-owners.ts';
import { QuestionRepository, type QuestionRecord } from './question.repository.ts';

type Input<R extends keyof typeof formRoutes> = RouteInput<(typeof formRoutes)[R]>;
type Reference = Input<'readForm'>['params'];

/** Forms as organisers build them. Nothing that was answered is lost by it. */
@Injectable()
export class QuestionService {
  constructor(
    private readonly database: Database,
    private readonly owners: FormOwners,
    private readonly questions: QuestionRepository,
    private readonly answers: AnswerRepository,
    private readonly events: EventService,
    private readonly files: FileService,
    private readonly audit: Audit,
    private readonly publicPages: PublicPages,
    private readonly clock: Clock,
  ) {}

  async read({ params }: Input<'readForm'>) {
    const event = await this.events.get(params.event);
    return this.formView(event.id, params.form);
  }

  add({ params, body }: Input<'addQuestion'>) {
    return this.change(params, async (tx, eventId) => {
      const { form } = params;
      const options = body.options.map(({ label }) => ({ id: v7(), label, retired: false }));
      await this.check(eventId, form, { ...body, options });
      const position = await this.questions.nextPosition(tx, eventId, form);
      const made = await this.questions.insert(tx, { ...body, options, eventId, form, position });
      await this.changed(tx, 'question.added', made);
      return questionView(made, 0);
    });
  }

  edit({ params, body: { version, ...body } }: Input<'editQuestion'>) {
    return this.change(params, async (tx, eventId) => {
      const before = await this.questions.getForUpdate(tx, eventId, params.form, params.question);
      const answerIds = await this.answers.listIdsOfQuestion(tx, before.id);
      if (before.version !== version)
        throw new HubError('changed_meanwhile', { details: { current: questionView(before, answerIds.length) } });
      const options = body.options ? editedOptions(before.options, body.options) : before.options;
      const after = { ...before, ...body, options };
      await this.check(eventId, params.form, after);
      if (answerIds.length && rank(after.readers) > rank(before.readers))
        throw invalid(['readers'], 'promised_to_fewer');
      const changed = await this.questions.update(tx, before.id, { ...body, options });
      if (before.kind === 'file' && after.readers === 'organisers')
        await this.files.showToOrganisersOnly(tx, 'form.answer', answerIds);
      await this.changed(tx, 'question.edited', changed, { fields: Object.keys(body) });
      return questionView(changed, answerIds.length);
    });
  }

  archive({ params }: Input<'archiveQuestion'>) {
    return this.change(params, async (tx, eventId) => {
      const question = await this.questions.getForUpdate(tx, eventId, params.form, params.question);
      const { length } = await this.answers.listIdsOfQuestion(tx, question.id);
      if (question.archivedAt) return this.unchanged(question, length);
      const changed = await this.questions.update(tx, question.id, { archivedAt: this.clock.now() });
      await this.changed(tx, 'question.archived', changed);
      return questionView(changed, length);
    });
  }

  restore({ params }: Input<'restoreQuestion'>) {
    return this.change(params, async (tx, eventId) => {
      const question = await this.questions.getForUpdate(tx, eventId, params.form, params.question);
      const { length } = await this.answers.listIdsOfQuestion(tx, question.id);
      if (!question.archivedAt) return this.unchanged(question, length);
      const position = await this.questions.nextPosition(tx, eventId, params.form);
      const changed = await this.questions.update(tx, question.id, { archivedAt: null, position });
      await this.changed(tx, 'question.restored', changed);
      return questionView(changed, length);
    });
  }

  async order({ params, body }: Input<'orderQuestions'>) {
    await this.change(params, async (tx, eventId) => {
      const all = await this.questions.list(eventId, params.form, tx);
      const living = all.filter(({ archivedAt }) => archivedAt === null);
      const these = new Set(body.questionIds);
      const named = living.every(({ id }) => these.has(id)) && these.size === living.length;
      if (!named || body.questionIds.length !== living.length) throw new HubError('changed_meanwhile');
      await this.questions.setPositions(tx, body.questionIds);
      const subject = { kind: 'form', name: params.form };
      await this.audit.record(tx, { action: 'form.ordered', subject, eventId });
      await this.publicPages.changed(tx, eventId);
    });
    return this.read({ params, query: undefined, body: undefined });
  }

  /** One change of an event's forms at a time. */
  private async change<T>(
    { event, form }: Reference,
    work: (tx: Transaction, eventId: string) => Promise<T>,
  ): Promise<T> {
    this.owners.get(form);
    return this.database.transaction(async (tx) => work(tx, (await this.events.lock(tx, event)).id));
  }

  private async check(
    eventId: string,
    form: FormName,
    question: Pick<QuestionRecord, 'kind' | 'readers' | 'onlyFor' | 'options'>,
  ): Promise<void> {
    const { kind, readers, onlyFor } = question;
    const owner = this.owners.get(form);
    const offered = question.options.filter(({ retired }) => !retired).length;
    if (kind === 'one_of' || kind === 'several_of' ? offered < 2 : offered > 0)
      throw invalid(['options'], 'options_of_choice');
    if (!owner.readers.includes(readers)) throw invalid(['readers'], 'not_for_this_form');
    if (kind === 'file' && readers === 'public') throw invalid(['readers'], 'files_not_public');
    if (!onlyFor.length) return;
    const choices = await owner.listChoices(eventId);
    const unknown = onlyFor.findIndex((id) => !choices.some((choice) => choice.id === id));
    if (unknown >= 0) throw invalid(['onlyFor', unknown], 'no_such_choice');
  }

  private async formView(eventId: string, form: FormName) {
    const owner = this.owners.get(form);
    const [questions, answered, choices] = await Promise.all([
      this.questions.list(eventId, form),
      this.questions.countAnswers(eventId, form),
      owner.listChoices(eventId),
    ]);
    return {
      questions: questions.map((question) => questionView(question, answered.get(question.id) ?? 0)),
      choices,
      readers: [...owner.readers],
    };
  }

  private async changed(
    tx: Transaction,
    action: `question.${string}`,
    { id, label, eventId }: QuestionRecord,
    details?: Record<string, unknown>,
  ): Promise<void> {
    const subject = { kind: 'question', id, name: label };
    await this.audit.record(tx, { action, subject, eventId, ...(details && { details }) });
    await this.publicPages.changed(tx, eventId);
  }

  private unchanged(question: QuestionRecord, answered: number) {
    this.audit.unchanged();
    return questionView(question, answered);
  }
}

const rank = (readers: QuestionRecord['readers']) => answerReaders.indexOf(readers);
