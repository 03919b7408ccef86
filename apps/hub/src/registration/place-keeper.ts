import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Transaction } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { personErased } from '../identity/identity.announcements.ts';
import { Announcements } from '../platform/announcements.ts';
import { Clock } from '../platform/clock.ts';
import { notFound } from '../platform/hub-error.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { jobKind, Jobs } from '../platform/jobs.ts';
import { offerEnd } from './offer-end.ts';
import { Places } from './places.ts';
import { registrationMoved } from './registration.announcements.ts';
import { RegistrationRepository, type RegistrationRecord } from './registration.repository.ts';
import { TicketTypeRepository, type DeskRecord, type TicketTypeRecord } from './ticket-type.repository.ts';

/** Gives what came free by the passing of time to who waits: offers nobody took, places a code kept. */
export const moveUp = jobKind<{ eventId: string }>('registration.move_up');

/** What is known of an event's places while its desk is held. */
export interface AtDesk {
  desk: DeskRecord;
  ticketTypes: TicketTypeRecord[];
  places: Places;
  now: Date;
}

/**
 * The one door to an event's places. Whoever gives or frees one does it in here, one after the other, so that no capacity is
 * ever exceeded; and whatever comes free is offered to the waiting list, first come first, before anybody else can ask.
 */
@Injectable()
export class PlaceKeeper implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly ticketTypes: TicketTypeRepository,
    private readonly registrations: RegistrationRepository,
    private readonly events: EventService,
    private readonly announcements: Announcements,
    private readonly publicPages: PublicPages,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.on(moveUp, ({ eventId }) => this.moveUp(eventId));
    this.jobs.onStart(() => this.moveUpEverywhere());
    // With a person their places go.
    this.announcements.on(personErased, () => this.moveUpEverywhere());
  }

  /** Does work that gives or frees places; it says so to `places`. @throws HubError `not_found` where nothing can be registered for */
  async keep<T>(tx: Transaction, eventId: string, work: (at: AtDesk) => Promise<T>): Promise<T> {
    const { at, shown } = await this.open(tx, eventId);
    const done = await work(at);
    await this.close(tx, at, shown);
    return done;
  }

  /** Does work that changes what there is to have. @returns what the work did, and what the places are afterwards */
  async rearrange<T>(tx: Transaction, eventId: string, work: (at: AtDesk) => Promise<T>): Promise<[T, AtDesk]> {
    const { at, shown } = await this.open(tx, eventId);
    const done = await work(at);
    const [desk, ticketTypes, taken] = await Promise.all([
      this.ticketTypes.lockDesk(tx, eventId),
      this.ticketTypes.listTicketTypes(eventId, tx),
      this.ticketTypes.readPlaces(eventId, at.now, tx),
    ]);
    const after = { ...at, desk: desk ?? at.desk, ticketTypes, places: new Places(taken) };
    await this.close(tx, after, shown);
    return [done, after];
  }

  private async open(tx: Transaction, eventId: string): Promise<{ at: AtDesk; shown: string }> {
    const desk = await this.ticketTypes.lockDesk(tx, eventId);
    if (!desk) throw notFound();
    const now = this.clock.now();
    const [ticketTypes, taken] = await Promise.all([
      this.ticketTypes.listTicketTypes(eventId, tx),
      this.ticketTypes.readPlaces(eventId, now, tx),
    ]);
    const at = { desk, ticketTypes, places: new Places(taken), now };
    const shown = wordsOf(at);
    for (const expired of await this.registrations.expireOffers(tx, eventId, now)) {
      at.places.giveBack(expired.ticketTypeId, expired.codeId);
      await this.tellOf(tx, expired);
    }
    await this.offerFreePlaces(tx, at);
    return { at, shown };
  }

  private async close(tx: Transaction, at: AtDesk, shown: string): Promise<void> {
    await this.offerFreePlaces(tx, at);
    // Pages that everybody is shown are about words, not numbers.
    if (wordsOf(at) !== shown) await this.publicPages.changed(tx, at.desk.eventId);
  }

  private async offerFreePlaces(tx: Transaction, { desk, ticketTypes, places, now }: AtDesk): Promise<void> {
    const free = ticketTypes.filter(({ id }) => places.left(id) > 0);
    const lists = await Promise.all(free.map(({ id }) => this.registrations.listWaiting(tx, id, places.left(id))));
    const waiting = lists.flat().toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (!waiting.length) return;
    const event = await this.events.get(desk.eventId);
    if (event.cancelledAt) return;
    const offerExpiresAt = offerEnd(now, desk.offerHours, event.startsAt);
    for (const { id, ticketTypeId, codeId } of waiting) {
      if (places.left(ticketTypeId) === 0) continue;
      places.take(ticketTypeId, codeId);
      await this.tellOf(tx, await this.registrations.update(tx, id, { state: 'offered', offerExpiresAt }));
      await this.jobs.enqueue(tx, moveUp, { eventId: desk.eventId }, id, offerExpiresAt);
    }
  }

  private async tellOf(tx: Transaction, { id, eventId, personId }: RegistrationRecord): Promise<void> {
    await this.announcements.announce(tx, registrationMoved, { registrationId: id, eventId, personId });
  }

  private async moveUpEverywhere(): Promise<void> {
    for (const eventId of await this.registrations.listEventIdsWithQueue()) await this.moveUp(eventId);
  }

  private async moveUp(eventId: string): Promise<void> {
    await this.database.transaction((tx) => this.keep(tx, eventId, () => Promise.resolve()));
  }
}

/** What everybody is shown of an event's places. */
function wordsOf({ ticketTypes, places }: AtDesk): string {
  return ticketTypes
    .filter(({ hidden }) => !hidden)
    .map(({ id }) => `${id} ${places.words(id)}`)
    .join();
}
