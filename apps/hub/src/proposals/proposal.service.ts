import { Injectable } from '@nestjs/common';
import type { proposalRoutes, RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { FormService } from '../forms/form.service.ts';
import { PersonService } from '../identity/person.service.ts';
import type { Asker } from '../platform/access.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { SpeakerService } from '../programme/speaker.service.ts';
import { openUntil } from './call-window.ts';
import { CallRepository } from './call.repository.ts';
import { isOut } from './call.view.ts';
import { ProposalMails } from './proposal-mails.ts';
import { editable } from './proposal-state.ts';
import { mayEdit, mayRead, partOf } from './proposal.access.ts';
import { ProposalRepository, type ProposalRecord, type WholeProposal } from './proposal.repository.ts';
import { ownProposalView } from './proposal.view.ts';

type Input<R extends keyof typeof proposalRoutes> = RouteInput<(typeof proposalRoutes)[R]>;
type Reference = Input<'readMyProposal'>['params'];

/** What people would like to give: written, handed in until the deadline, taken back, confirmed. */
@Injectable()
export class ProposalService {
  constructor(
    private readonly database: Database,
    private readonly calls: CallRepository,
    private readonly proposals: ProposalRepository,
    private readonly events: EventService,
    private readonly forms: FormService,
    private readonly persons: PersonService,
    private readonly programme: SpeakerService,
    private readonly mails: ProposalMails,
    private readonly clock: Clock,
  ) {}

  async listMine({ params }: Input<'listMyProposals'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    const found = await this.proposals.listOf(event.id, asker.personId);
    return { items: await this.views(event, found, asker), next: null };
  }

  async read({ params }: { params: Reference }, asker: Asker) {
    const event = await this.events.get(params.event);
    const proposal = await this.proposals.get(event.id, params.proposal);
    if (!mayRead(partOf(proposal, asker.personId))) throw notFound();
    const [view] = await this.views(event, [proposal], asker);
    if (!view) throw notFound();
    return view;
  }

  async draft({ params, body }: Input<'draftProposal'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    const { answers, ...words } = body;
    const id = await this.whileOpen(event, asker, async (tx) => {
      await this.checkType(tx, event, words.typeId);
      const own = { ...words, eventId: event.id, proposerId: asker.personId, state: 'draft' as const };
      const made = await this.proposals.insert(tx, own);
      const speaker = { proposalId: made.id, personId: asker.personId, acceptedAt: this.clock.now() };
      await this.proposals.insertSpeaker(tx, speaker);
      await this.forms.answer(tx, subjectOf(made), answers, asker);
      return made.id;
    });
    return this.read({ params: { ...params, proposal: id } }, asker);
  }

  async edit({ params, body: { version, answers, ...words } }: Input<'editProposal'>, asker: Asker) {
    const event = await this.getOwned(params, asker);
    await this.whileOpen(event, asker, async (tx) => {
      const current = await this.getEditable(tx, event, params.proposal);
      if (current.version !== version)
        throw new HubError('changed_meanwhile', { details: { current: await this.read({ params }, asker) } });
      await this.checkType(tx, event, words.typeId);
      if (current.state === 'submitted') checkWritten(words);
      await this.proposals.update(tx, current.id, words);
      const subject = subjectOf({ ...current, ...words });
      await this.forms.answer(tx, subject, answers, asker);
      // What was handed in once stays complete.
      if (current.state === 'submitted') await this.forms.checkComplete(tx, subject);
    });
    return this.read({ params }, asker);
  }

  async submit({ params }: Input<'submitProposal'>, asker: Asker) {
    const event = await this.getOwned(params, asker);
    await this.whileOpen(event, asker, async (tx, until) => {
      const current = await this.proposals.getForUpdate(tx, event.id, params.proposal);
      await this.move(tx, current, 'submitted', { submittedAt: this.clock.now() });
      checkWritten(current);
      await this.forms.checkComplete(tx, subjectOf(current));
      await this.mails.received(tx, asker.personId, event, current, until);
    });
    return this.read({ params }, asker);
  }

  async withdraw({ params }: Input<'withdrawProposal'>, asker: Asker) {
    const event = await this.getOwned(params, asker);
    await this.database.transaction(async (tx) => {
      const current = await this.proposals.getForUpdate(tx, event.id, params.proposal);
      await this.move(tx, current, 'withdrawn');
      if (!current.sessionId) return;
      await this.programme.unplaceSession(tx, event.id, current.sessionId);
      await this.programme.confirmSession(tx, event.id, current.sessionId, 'unconfirmed');
      await this.mails.withdrawn(tx, event, current);
    });
    return this.read({ params }, asker);
  }

  async confirm({ params }: Input<'confirmProposal'>, asker: Asker) {
    const event = await this.getOwned(params, asker);
    await this.database.transaction(async (tx) => {
      const current = await this.proposals.getForUpdate(tx, event.id, params.proposal);
      await this.move(tx, current, 'confirmed');
      // Organisers may have deleted it.
      if (current.sessionId) await this.programme.confirmSession(tx, event.id, current.sessionId, 'confirmed');
    });
    return this.read({ params }, asker);
  }

  async inviteSpeaker({ params, body }: Input<'inviteCoSpeaker'>, asker: Asker) {
    const event = await this.getOwned(params, asker);
    await this.whileOpen(event, asker, async (tx) => {
      const current = await this.getEditable(tx, event, params.proposal);
      const person = await this.persons.invite(tx, { mail: body.email, name: body.name }, asker);
      if (!(await this.proposals.insertSpeaker(tx, { proposalId: current.id, personId: person.id })))
        throw new HubError('already_done');
      await this.mails.coSpeakerInvited(tx, { ...person, mail: body.email }, event, current, asker);
    });
    return this.read({ params }, asker);
  }

  async removeSpeaker({ params }: Input<'removeCoSpeaker'>, asker: Asker): Promise<void> {
    const event = await this.events.get(params.event);
    const proposal = await this.proposals.get(event.id, params.proposal);
    const part = partOf(proposal, asker.personId);
    if (!mayEdit(part) && params.person !== asker.personId) throw notFound();
    if (!mayRead(part)) throw notFound();
    await this.database.transaction(async (tx) => {
      const current = await this.getEditable(tx, event, proposal.id);
      if (params.person === current.proposerId) throw new HubError('not_possible_now');
      if (!(await this.proposals.deleteSpeaker(tx, current.id, params.person))) throw notFound();
    });
  }

  async setSpeaking({ params, body }: Input<'setSpeaking'>, asker: Asker) {
    const event = await this.events.get(params.event);
    await this.database.transaction(async (tx) => {
      const current = await this.proposals.getForUpdate(tx, event.id, params.proposal);
      const accepted = { biography: body.biography, at: this.clock.now() };
      if (!(await this.proposals.acceptSpeaking(tx, current.id, asker.personId, accepted))) throw notFound();
      if (!editable.includes(current.state)) throw new HubError('not_possible_now');
    });
    return this.read({ params }, asker);
  }

  /** Looks at the clock when the call is locked, so that nobody slips in who waited past the deadline. */
  private async whileOpen<T>(
    event: EventRecord,
    asker: Asker,
    work: (tx: Transaction, until: Date) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(async (tx) => {
      const call = await this.calls.lockShared(tx, event.id);
      if (!isOut(call)) throw notFound();
      const now = this.clock.now();
      const until = openUntil(call.deadlineAt, await this.calls.findExtension(event.id, asker.personId, tx));
      if (now < call.opensAt) throw new HubError('not_possible_now');
      if (now >= until) throw new HubError('deadline_passed');
      return work(tx, until);
    });
  }

  private async move(
    tx: Transaction,
    { id, state }: ProposalRecord,
    to: Parameters<ProposalRepository['move']>[2],
    changes?: Parameters<ProposalRepository['move']>[3],
  ): Promise<void> {
    if (state === to) throw new HubError('already_done');
    if (!(await this.proposals.move(tx, id, to, changes))) throw new HubError('not_possible_now');
  }

  /** The event of a proposal that the asker made. @throws HubError not_found */
  private async getOwned(params: Reference, asker: Asker): Promise<EventRecord> {
    const event = await this.events.get(params.event);
    const proposal = await this.proposals.get(event.id, params.proposal);
    if (!mayEdit(partOf(proposal, asker.personId))) throw notFound();
    return event;
  }

  private async getEditable(tx: Transaction, event: EventRecord, id: string): Promise<ProposalRecord> {
    const current = await this.proposals.getForUpdate(tx, event.id, id);
    if (!editable.includes(current.state)) throw new HubError('not_possible_now');
    return current;
  }

  private async checkType(tx: Transaction, event: EventRecord, typeId: string): Promise<void> {
    const types = await this.calls.listTypes(event.id, tx);
    if (!types.some(({ id }) => id === typeId)) throw invalid(['typeId'], 'no_such_choice');
  }

  private async views(event: EventRecord, found: WholeProposal[], { personId }: Asker) {
    const [call, answers] = await Promise.all([
      this.calls.find(event.id),
      this.forms.listAnswers(
        found.map(({ id }) => id),
        'organisers',
      ),
    ]);
    if (!isOut(call)) throw notFound();
    return Promise.all(
      found.map(async (proposal) => {
        const extendedUntil = await this.calls.findExtension(event.id, proposal.proposerId);
        const until = openUntil(call.deadlineAt, extendedUntil);
        return ownProposalView(proposal, { answers: answers.get(proposal.id) ?? [], openUntil: until, personId });
      }),
    );
  }
}

const subjectOf = ({ id, eventId, typeId }: Pick<ProposalRecord, 'id' | 'eventId' | 'typeId'>) => ({
  form: 'proposals' as const,
  eventId,
  subjectId: id,
  choiceId: typeId,
});

/** A draft may lack words, what is handed in may not. */
function checkWritten(words: Pick<ProposalRecord, 'title' | 'abstract'>): void {
  const missing = (['title', 'abstract'] as const).filter((field) => !words[field]);
  if (!missing.length) return;
  throw new HubError('invalid_input', {
    issues: missing.map((field) => ({ path: ['body', field], message: 'answer_missing' })),
  });
}
