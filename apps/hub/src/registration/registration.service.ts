import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { registrationRoutes, RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventFiguresService } from '../events/event-figures.service.ts';
import { EventService } from '../events/event.service.ts';
import { rightsReduced } from '../platform/access.announcements.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { isId } from '../platform/is-id.ts';
import { registered, registrationCancelled, registrationOpened } from './registration.announcements.ts';
import { RegistrationRepository, type RegistrationRecord, type TicketTypeRecord } from './registration.repository.ts';
import { placesLeft, registrationView, ticketTypeView } from './registration.view.ts';

type Input<R extends keyof typeof registrationRoutes> = RouteInput<(typeof registrationRoutes)[R]>;

/** Places at events. The last one is given once, however many ask for it. */
@Injectable()
export class RegistrationService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly registrations: RegistrationRepository,
    private readonly events: EventService,
    private readonly audit: Audit,
    private readonly announcements: Announcements,
    private readonly publicPages: PublicPages,
    private readonly clock: Clock,
    private readonly figures: EventFiguresService,
  ) {}

  onModuleInit(): void {
    this.figures.register('registrations', (eventIds) => this.registrations.countStanding(eventIds));
  }

  async listTicketTypes({ params }: Input<'listTicketTypes'>, asker: Asker | null) {
    const event = await this.events.getVisible(params.event, asker);
    return { items: (await this.registrations.listTicketTypes(event.id)).map(ticketTypeView), next: null };
  }

  async createTicketType({ params, body }: Input<'createTicketType'>) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      // Asked outside the transaction, two that are made at once both count as the first.
      if (!(await this.isOpenFor([event.id])))
        await this.announcements.announce(tx, registrationOpened, { eventId: event.id });
      const made = await this.registrations.insertTicketType(tx, { ...body, eventId: event.id });
      const { capacity } = made;
      await this.audit.record(tx, {
        action: 'ticket_type.created',
        subject: { kind: 'ticket_type', id: made.id, name: made.name },
        eventId: event.id,
        details: { capacity },
      });
      await this.publicPages.changed(tx, event.id);
      return ticketTypeView({ ...made, taken: 0 });
    });
  }

  async editTicketType({ params, body }: Input<'editTicketType'>) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      const before = await this.registrations.lockTicketType(tx, event.id, params.ticketType);
      if (!before) throw notFound();
      const taken = await this.registrations.countTaken(tx, before.id);
      const after = { ...before, name: body.name ?? before.name, capacity: body.capacity ?? before.capacity };
      if (after.capacity < taken) throw new HubError('not_possible_now', { details: { taken } });
      await this.registrations.updateTicketType(tx, after);
      await this.audit.record(tx, {
        action: 'ticket_type.edited',
        subject: { kind: 'ticket_type', id: before.id, name: after.name },
        eventId: event.id,
        details: { before: { capacity: before.capacity }, after: { capacity: after.capacity } },
      });
      await this.publicPages.changed(tx, event.id);
      return ticketTypeView({ ...after, taken });
    });
  }

  async register({ params, body }: Input<'register'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    if (event.cancelledAt) throw new HubError('not_possible_now');
    const registration = await this.database.transaction((tx) =>
      this.registerIn(tx, event.id, asker.personId, body.ticketTypeId),
    );
    return registrationView(registration);
  }

  /** Gives a person a place in the caller's transaction, or the one they have. @throws HubError `sold_out`, or `not_found` where nothing can be registered for */
  async registerIn(
    tx: Transaction,
    eventId: string,
    personId: string,
    ticketTypeId?: string,
  ): Promise<RegistrationRecord> {
    const ticketType = await this.registrations.lockTicketType(tx, eventId, ticketTypeId);
    if (!ticketType) throw notFound();
    const held = () => this.registrations.findStanding(eventId, personId, tx);
    const before = await held();
    if (before) return before;
    const taken = await this.registrations.countTaken(tx, ticketType.id);
    if (taken >= ticketType.capacity) throw new HubError('sold_out');
    const made = await this.registrations.insert(tx, {
      eventId,
      ticketTypeId: ticketType.id,
      personId,
      createdAt: this.clock.now(),
    });
    // Asked for twice at once, with two ticket types: the first is the one.
    if (!made) return (await held()) ?? this.registerIn(tx, eventId, personId, ticketTypeId);
    await this.announcements.announce(tx, registered, { registrationId: made.id, eventId, personId });
    await this.takenChanged(tx, ticketType, taken, taken + 1);
    return made;
  }

  async readMine({ params }: Input<'readMyRegistration'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    const held = await this.registrations.findStanding(event.id, asker.personId);
    return { registration: held ? registrationView(held) : null };
  }

  /** Cancelling twice is cancelling once. */
  async cancel({ params }: Input<'cancelMyRegistration'>, asker: Asker): Promise<void> {
    const event = await this.events.getVisible(params.event, asker);
    await this.database.transaction(async (tx) => {
      const held = await this.registrations.findStanding(event.id, asker.personId, tx);
      const ticketType = held && (await this.registrations.lockTicketType(tx, event.id, held.ticketTypeId));
      const gone = ticketType && (await this.registrations.cancel(tx, held.id, this.clock.now()));
      if (!gone) return;
      await this.announcements.announce(tx, registrationCancelled, {
        registrationId: gone.id,
        eventId: event.id,
        personId: asker.personId,
      });
      await this.announcements.announce(tx, rightsReduced, { personId: asker.personId });
      const taken = await this.registrations.countTaken(tx, ticketType.id);
      await this.takenChanged(tx, ticketType, taken + 1, taken);
    });
  }

  async list({ params, query }: Input<'listRegistrations'>) {
    const event = await this.events.get(params.event);
    const after = query.after && isId(query.after) ? query.after : undefined;
    const rows = await this.registrations.list(event.id, after, query.limit + 1);
    const items = rows
      .slice(0, query.limit)
      .map(({ registration, person }) => ({ ...registrationView(registration), person }));
    return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** Whether a person has a place at one of the events. */
  isRegistered(personId: string, eventIds: string[]): Promise<boolean> {
    return this.registrations.hasStanding(personId, eventIds);
  }

  /** Whether any of the events takes registrations; where none does, nobody can be asked for one. */
  isOpenFor(eventIds: string[]): Promise<boolean> {
    return this.registrations.hasTicketType(eventIds);
  }

  /** Pages that everybody is shown are about words, not numbers. The ticket type is locked. */
  private async takenChanged(tx: Transaction, type: TicketTypeRecord, before: number, after: number): Promise<void> {
    if (placesLeft(type.capacity, before) === placesLeft(type.capacity, after)) return;
    await this.publicPages.changed(tx, type.eventId);
  }
}
