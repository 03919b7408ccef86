import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { callRoutes, RouteInput } from '@hubwerk/contracts';
import { violatedConstraint } from '../database/database-error.ts';
import { Database, type Transaction } from '../database/database.ts';
import { EventContentsService } from '../events/event-contents.service.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { FormService } from '../forms/form.service.ts';
import { PersonService } from '../identity/person.service.ts';
import type { Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { firstOverlap, openUntil } from './call-window.ts';
import { CallRepository, type CallRecord } from './call.repository.ts';
import { criterionView, isOut, phaseView, sessionTypeView, windowView } from './call.view.ts';
import { ProposalMails } from './proposal-mails.ts';
import { ReviewRepository } from './review.repository.ts';

type Input<R extends keyof typeof callRoutes> = RouteInput<(typeof callRoutes)[R]>;

/** What an event calls for, until when, and how it is judged. */
@Injectable()
export class CallService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly calls: CallRepository,
    private readonly reviews: ReviewRepository,
    private readonly events: EventService,
    private readonly contents: EventContentsService,
    private readonly forms: FormService,
    private readonly persons: PersonService,
    private readonly mails: ProposalMails,
    private readonly audit: Audit,
    private readonly publicPages: PublicPages,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.forms.own('proposals', {
      readers: ['organisers', 'reviewers', 'public'],
      listChoices: async (eventId) =>
        (await this.calls.listTypes(eventId)).map(({ id, name }) => ({ id, label: name })),
    });
    this.contents.register('call', async ({ id }) => {
      const call = await this.calls.find(id);
      const now = this.clock.now();
      return isOut(call) && call.opensAt <= now && now < call.deadlineAt;
    });
  }

  async read({ params }: Input<'readCall'>, asker: Asker | null) {
    const event = await this.events.getVisible(params.event, asker);
    const call = await this.calls.find(event.id);
    if (!isOut(call)) throw notFound();
    const [types, questions, extendedUntil] = await Promise.all([
      this.calls.listTypes(event.id),
      this.forms.listAsked(event.id, 'proposals'),
      asker ? this.calls.findExtension(event.id, asker.personId) : undefined,
    ]);
    const until = openUntil(call.deadlineAt, extendedUntil).toISOString();
    return { ...windowView(call), types: types.map(sessionTypeView), questions, openUntil: until };
  }

  async readSetup({ params }: Input<'readCallSetup'>) {
    return this.setup((await this.events.get(params.event)).id);
  }

  set({ params, body: { version, opensAt, deadlineAt, intro } }: Input<'setCall'>) {
    const window = { opensAt: new Date(opensAt), deadlineAt: new Date(deadlineAt) };
    if (window.deadlineAt <= window.opensAt) throw invalid(['deadlineAt'], 'after_beginning');
    return this.change(params.event, version, async (tx, { id }) => {
      await this.calls.update(tx, id, { ...window, intro });
      return { action: 'call.set', details: { opensAt, deadlineAt } };
    });
  }

  setReview({ params, body }: Input<'setReview'>) {
    const phases = body.phases.map((phase) => ({
      ...phase,
      startsAt: new Date(phase.startsAt),
      endsAt: new Date(phase.endsAt),
    }));
    const backwards = phases.findIndex(({ startsAt, endsAt }) => endsAt <= startsAt);
    if (backwards >= 0) throw invalid(['phases', backwards, 'endsAt'], 'after_beginning');
    const overlap = firstOverlap(phases);
    if (overlap >= 0) throw invalid(['phases', overlap, 'startsAt'], 'one_at_a_time');
    return this.change(params.event, body.version, async (tx, { id }) => {
      const before = await this.calls.listCriteria(id, tx);
      const keepsAll = before.every(({ id: known, most }) =>
        body.criteria.some((criterion) => criterion.id === known && criterion.most === most),
      );
      if (!keepsAll && (await this.reviews.hasAny(tx, id))) throw new HubError('not_possible_now');
      await this.calls.replacePhases(tx, id, phases);
      await this.calls.setCriteria(tx, id, body.criteria);
      await this.calls.update(tx, id, {});
      return { action: 'call.review_set', details: { phases: body.phases } };
    });
  }

  async addType({ params, body }: Input<'addSessionType'>) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      const made = await this.calls.insertType(tx, { ...body, eventId: event.id });
      await this.typeChanged(tx, 'session_type.added', made);
      return sessionTypeView(made);
    });
  }

  async editType({ params, body }: Input<'editSessionType'>) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      const changed = await this.calls.updateType(tx, event.id, params.type, body);
      await this.typeChanged(tx, 'session_type.edited', changed);
      return sessionTypeView(changed);
    });
  }

  async removeType({ params }: Input<'removeSessionType'>): Promise<void> {
    const event = await this.events.get(params.event);
    try {
      await this.database.transaction(async (tx) => {
        await this.typeChanged(tx, 'session_type.removed', await this.calls.deleteType(tx, event.id, params.type));
      });
    } catch (error) {
      const inUse = violatedConstraint(error) === 'proposals_type_id_session_types_id_fk';
      throw inUse ? new HubError('not_possible_now') : error;
    }
  }

  /** Telling them is what it is for, so it is never done in silence. */
  async extend({ params, body }: Input<'extendDeadline'>, asker: Asker) {
    const event = await this.events.get(params.event);
    const until = new Date(body.until);
    await this.database.transaction(async (tx) => {
      const call = await this.calls.lock(tx, event.id);
      if (!isOut(call)) throw new HubError('not_possible_now');
      if (until <= call.deadlineAt) throw invalid(['until'], 'after_deadline');
      const person = await this.persons.invite(tx, { mail: body.email }, asker);
      await this.calls.putExtension(tx, { eventId: event.id, personId: person.id, until });
      await this.mails.extended(tx, { ...person, mail: body.email }, event, until);
      await this.audit.record(tx, {
        action: 'call.extended',
        subject: { kind: 'event', id: event.id },
        eventId: event.id,
        details: { personId: person.id, until: body.until },
      });
    });
    return this.setup(event.id);
  }

  /** One change at a time. @throws HubError `changed_meanwhile` with the setup as it stands */
  private async change(
    reference: string,
    version: number,
    work: (
      tx: Transaction,
      event: EventRecord,
      call: CallRecord,
    ) => Promise<{ action: `call.${string}`; details: Record<string, unknown> }>,
  ) {
    const event = await this.events.get(reference);
    await this.database.transaction(async (tx) => {
      const call = await this.calls.lock(tx, event.id);
      if (call.version !== version)
        throw new HubError('changed_meanwhile', { details: { current: await this.setup(event.id) } });
      const { action, details } = await work(tx, event, call);
      const subject = { kind: 'event', id: event.id, name: event.title };
      await this.audit.record(tx, { action, subject, eventId: event.id, details });
      await this.publicPages.changed(tx, event.id);
    });
    return this.setup(event.id);
  }

  private async setup(eventId: string) {
    const [call, types, phases, criteria, extensions] = await Promise.all([
      this.calls.find(eventId),
      this.calls.listTypes(eventId),
      this.calls.listPhases(eventId),
      this.calls.listCriteria(eventId),
      this.calls.listExtensions(eventId),
    ]);
    return {
      call: isOut(call) ? windowView(call) : null,
      types: types.map(sessionTypeView),
      phases: phases.map(phaseView),
      criteria: criteria.map(criterionView),
      extensions: extensions.map(({ person, until }) => ({ person, until: until.toISOString() })),
      version: call?.version ?? 0,
    };
  }

  private async typeChanged(
    tx: Transaction,
    action: `session_type.${string}`,
    { id, name, eventId }: Parameters<typeof sessionTypeView>[0],
  ): Promise<void> {
    await this.audit.record(tx, { action, subject: { kind: 'session_type', id, name }, eventId });
    await this.publicPages.changed(tx, eventId);
  }
}
