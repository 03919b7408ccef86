import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { registrationRoutes, RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventFiguresService } from '../events/event-figures.service.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { FormService, type Answers } from '../forms/form.service.ts';
import { PersonService } from '../identity/person.service.ts';
import type { Asker } from '../platform/access.ts';
import { rightsReduced } from '../platform/access.announcements.ts';
import { Announcements } from '../platform/announcements.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { formSubjectOf } from './form-subject.ts';
import { PlaceKeeper, type AtDesk } from './place-keeper.ts';
import { registered, registrationCancelled, registrationMoved } from './registration.announcements.ts';
import { RegistrationRepository, type GroupRecord, type RegistrationRecord } from './registration.repository.ts';
import { registrationView } from './registration.view.ts';
import { checkCode, checkTerms, isOfDomain, priceOf, takesAnswers } from './terms.ts';
import { ticketCode } from './ticket-code.ts';
import { TicketCodeRepository, type CodeRecord } from './ticket-code.repository.ts';
import { TicketTypeRepository, type TicketTypeRecord } from './ticket-type.repository.ts';

type Input<R extends keyof typeof registrationRoutes> = RouteInput<(typeof registrationRoutes)[R]>;

/** What somebody asks for. Without a type it is the event's first. */
export interface Asked {
  ticketTypeId?: string | undefined;
  code?: string | undefined;
  invoice?: GroupRecord['invoice'] | undefined;
  answers?: Answers | undefined;
}

const form = 'registration';

/** Registering, waiting, and giving back. The last place is given once, however many ask for it. */
@Injectable()
export class RegistrationService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly keeper: PlaceKeeper,
    private readonly registrations: RegistrationRepository,
    private readonly ticketTypes: TicketTypeRepository,
    private readonly codes: TicketCodeRepository,
    private readonly events: EventService,
    private readonly figures: EventFiguresService,
    private readonly persons: PersonService,
    private readonly forms: FormService,
    private readonly announcements: Announcements,
  ) {}

  onModuleInit(): void {
    this.figures.register('registrations', (eventIds) => this.registrations.countStanding(eventIds));
    this.forms.own(form, {
      readers: ['organisers'],
      listChoices: async (eventId) =>
        (await this.ticketTypes.listTicketTypes(eventId)).map(({ id, name }) => ({ id, label: name })),
    });
  }

  async listQuestions({ params }: Input<'listRegistrationQuestions'>, asker: Asker | null) {
    const event = await this.events.getVisible(params.event, asker);
    return { items: await this.forms.listAsked(event.id, form), next: null };
  }

  async register({ params, body }: Input<'register'>, asker: Asker) {
    const event = await this.getOpen(params.event, asker);
    return registrationView(await this.database.transaction((tx) => this.registerIn(tx, event.id, asker, body)));
  }

  /**
   * Gives a person a place in the caller's transaction, or what they have already.
   * @throws HubError `sold_out`, `not_found` where nothing can be registered for, or what the ticket type asks for
   */
  registerIn(tx: Transaction, eventId: string, asker: Asker, asked: Asked): Promise<RegistrationRecord> {
    return this.keeper.keep(tx, eventId, async (at) => {
      const before = await this.registrations.findStanding(eventId, asker.personId, tx);
      if (before) return before;
      const { type, code } = await this.agree(tx, at, asked, 1);
      checkDomain(type, asker);
      if (type.approved) return this.insertAnswered(tx, asker, 'requested', { type, code, asked });
      if (at.places.left(type.id, code?.id) === 0) throw new HubError('sold_out');
      at.places.take(type.id, code?.id);
      return this.insertAnswered(tx, asker, 'confirmed', { type, code, asked });
    });
  }

  async joinWaitingList({ params, body }: Input<'joinWaitingList'>, asker: Asker) {
    const event = await this.getOpen(params.event, asker);
    const joined = await this.database.transaction(async (tx) => {
      const made = await this.keeper.keep(tx, event.id, async (at) => {
        const before = await this.registrations.findStanding(event.id, asker.personId, tx);
        if (before) return before;
        const { type, code } = await this.agree(tx, at, body, 1);
        checkDomain(type, asker);
        return this.insertAnswered(tx, asker, type.approved ? 'requested' : 'waiting', { type, code, asked: body });
      });
      // Where a place came free meanwhile it is offered by now.
      return (await this.registrations.find(made.id, tx)) ?? made;
    });
    return registrationView(joined);
  }

  /** All get a place or nobody does. Who is registered is told by mail, and takes their registration over by that address. */
  async registerGroup({ params, body }: Input<'registerGroup'>, asker: Asker) {
    const event = await this.getOpen(params.event, asker);
    const made = await this.database.transaction((tx) =>
      this.keeper.keep(tx, event.id, async (at) => {
        const { people } = body;
        const { type, code } = await this.agree(tx, at, body, people.length);
        const personIds = await this.invite(tx, event.id, type, people, asker);
        if (at.places.left(type.id, code?.id) < people.length && !type.approved)
          throw new HubError('sold_out', { details: { left: at.places.left(type.id, code?.id) } });
        const group = await this.registrations.insertGroup(tx, groupOf(event.id, asker.personId, body));
        const state = type.approved ? 'requested' : 'confirmed';
        const all = [];
        for (const personId of personIds) {
          if (state === 'confirmed') at.places.take(type.id, code?.id);
          all.push(await this.insert(tx, personId, state, { type, code, asked: body, groupId: group.id }));
        }
        return all;
      }),
    );
    return { items: made.map(registrationView), next: null };
  }

  async readMine({ params }: Input<'readMyRegistration'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    const held = await this.registrations.findStanding(event.id, asker.personId);
    return { registration: held ? registrationView(held) : null };
  }

  async acceptOffer({ params }: Input<'acceptOffer'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    const confirmed = await this.database.transaction((tx) =>
      this.keeper.keep(tx, event.id, async () => {
        const held = await this.registrations.findStanding(event.id, asker.personId, tx);
        // An offer that was not taken in time has just ended.
        if (!held) throw new HubError('deadline_passed');
        if (held.state === 'confirmed') return held;
        if (held.state !== 'offered') throw new HubError('not_possible_now');
        return this.confirm(tx, held);
      }),
    );
    return registrationView(confirmed);
  }

  /** Cancelling twice is cancelling once. */
  async cancel({ params }: Input<'cancelMyRegistration'>, asker: Asker): Promise<void> {
    const event = await this.events.getVisible(params.event, asker);
    if (!(await this.registrations.findStanding(event.id, asker.personId))) return;
    await this.database.transaction((tx) =>
      this.keeper.keep(tx, event.id, async (at) => {
        const held = await this.registrations.findStanding(event.id, asker.personId, tx);
        if (!held) return;
        const until = at.desk.cancelUntil ?? event.startsAt;
        if (held.state === 'confirmed' && until && at.now >= until) throw new HubError('deadline_passed');
        await this.cancelIn(tx, at, held);
      }),
    );
  }

  /** Ends a registration of the event whose desk is held. */
  async cancelIn(tx: Transaction, { places, now }: AtDesk, held: RegistrationRecord): Promise<void> {
    if (held.state === 'confirmed' || held.state === 'offered') places.giveBack(held.ticketTypeId, held.codeId);
    await this.registrations.update(tx, held.id, { state: 'cancelled', cancelledAt: now });
    const { id: registrationId, eventId, personId } = held;
    await this.announcements.announce(tx, registrationCancelled, { registrationId, eventId, personId });
    await this.announcements.announce(tx, rightsReduced, { personId });
  }

  /** Makes a place a registration has a ticket. */
  async confirm(tx: Transaction, held: RegistrationRecord): Promise<RegistrationRecord> {
    const confirmed = { state: 'confirmed', ticketCode: ticketCode(), offerExpiresAt: null } as const;
    const changed = await this.registrations.update(tx, held.id, confirmed);
    await this.tellOf(tx, changed);
    return changed;
  }

  async answerMine({ params, body }: Input<'answerMine'>, asker: Asker): Promise<void> {
    const event = await this.events.getVisible(params.event, asker);
    await this.database.transaction((tx) =>
      this.keeper.keep(tx, event.id, async ({ now }) => {
        const held = await this.registrations.findStanding(event.id, asker.personId, tx);
        if (!held) throw notFound();
        if (!takesAnswers(event, now)) throw new HubError('deadline_passed');
        await this.keepAnswers(tx, held, body.answers, asker);
      }),
    );
  }

  /** What a registration's person answered goes when it becomes another's. */
  async forgetAnswers(tx: Transaction, given: RegistrationRecord, asker: Asker): Promise<void> {
    await this.forms.answer(tx, formSubjectOf(given), {}, asker);
  }

  /** Whether a person has a place at one of the events. */
  isRegistered(personId: string, eventIds: string[]): Promise<boolean> {
    return this.registrations.hasConfirmed(personId, eventIds);
  }

  /** Whether any of the events takes registrations; where none does, nobody can be asked for one. */
  isOpenFor(eventIds: string[]): Promise<boolean> {
    return this.ticketTypes.hasTicketType(eventIds);
  }

  /** @throws HubError `not_found`, or `not_possible_now` once the event is cancelled */
  private async getOpen(reference: string, asker: Asker): Promise<EventRecord> {
    const event = await this.events.getVisible(reference, asker);
    if (event.cancelledAt) throw new HubError('not_possible_now');
    return event;
  }

  /** The type somebody asks for and the code they have, as far as both can be had. */
  private async agree(
    tx: Transaction,
    { ticketTypes, desk, now }: AtDesk,
    asked: Asked,
    people: number,
  ): Promise<{ type: TicketTypeRecord; code: CodeRecord | undefined }> {
    const type = asked.ticketTypeId
      ? ticketTypes.find(({ id }) => id === asked.ticketTypeId)
      : ticketTypes.find(({ hidden }) => !hidden);
    if (!type) throw notFound();
    const code = asked.code ? await this.codes.findByWord(desk.eventId, asked.code, tx) : undefined;
    if (asked.code) checkCode(code, type, now, people);
    checkTerms(type, code, asked, people, now);
    return { type, code };
  }

  /** The people behind the addresses, in their order; nobody of them has anything at the event yet. */
  private async invite(
    tx: Transaction,
    eventId: string,
    type: TicketTypeRecord,
    people: { name: string; email: string }[],
    asker: Asker,
  ): Promise<string[]> {
    const ids = new Map<string, string>();
    // Groups with the same people wait for each other in one order.
    for (const { name, email } of people.toSorted((a, b) => (a.email < b.email ? -1 : 1))) {
      const index = people.findIndex((each) => each.email === email);
      if (ids.has(email))
        throw invalid(['people', people.findLastIndex((one) => one.email === email), 'email'], 'taken');
      if (!isOfDomain(email, type.mailDomains)) throw invalid(['people', index, 'email'], 'other_domain');
      const { id } = await this.persons.invite(tx, { mail: email, name }, asker);
      if (await this.registrations.findStanding(eventId, id, tx))
        throw invalid(['people', index, 'email'], 'registered_already');
      ids.set(email, id);
    }
    return people.flatMap(({ email }) => ids.get(email) ?? []);
  }

  private async insertAnswered(
    tx: Transaction,
    asker: Asker,
    state: 'requested' | 'waiting' | 'confirmed',
    of: { type: TicketTypeRecord; code: CodeRecord | undefined; asked: Asked },
  ): Promise<RegistrationRecord> {
    const made = await this.insert(tx, asker.personId, state, of);
    await this.keepAnswers(tx, made, of.asked.answers ?? {}, asker);
    return made;
  }

  private async keepAnswers(tx: Transaction, made: RegistrationRecord, answers: Answers, asker: Asker): Promise<void> {
    const subject = formSubjectOf(made);
    await this.forms.answer(tx, subject, answers, asker);
    await this.forms.checkComplete(tx, subject);
  }

  private async insert(
    tx: Transaction,
    personId: string,
    state: 'requested' | 'waiting' | 'confirmed',
    of: { type: TicketTypeRecord; code: CodeRecord | undefined; asked: Asked; groupId?: string },
  ): Promise<RegistrationRecord> {
    const { eventId } = of.type;
    const price = priceOf(of.type, of.code);
    const group =
      of.groupId ?? (price && (await this.registrations.insertGroup(tx, groupOf(eventId, personId, of.asked))).id);
    const made = await this.registrations.insert(tx, {
      eventId,
      ticketTypeId: of.type.id,
      personId,
      groupId: group || null,
      codeId: of.code?.id ?? null,
      state,
      price,
      ticketCode: state === 'confirmed' ? ticketCode() : null,
    });
    await this.tellOf(tx, made);
    return made;
  }

  private async tellOf(tx: Transaction, { id, eventId, personId, state }: RegistrationRecord): Promise<void> {
    const kind = state === 'confirmed' ? registered : registrationMoved;
    await this.announcements.announce(tx, kind, { registrationId: id, eventId, personId });
  }
}

const groupOf = (eventId: string, personId: string, { invoice }: Asked) => ({
  eventId,
  personId,
  invoice: invoice ?? null,
});

/** @throws HubError `other_domain`, `mail_unproven` */
export function checkDomain(type: TicketTypeRecord, { mail, mailVerified }: Asker): void {
  if (!type.mailDomains.length) return;
  if (!isOfDomain(mail, type.mailDomains))
    throw new HubError('other_domain', { details: { domains: type.mailDomains } });
  if (!mailVerified) throw new HubError('mail_unproven');
}
