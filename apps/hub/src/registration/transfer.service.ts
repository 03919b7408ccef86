import { Injectable } from '@nestjs/common';
import type { registrationRoutes, RouteInput } from '@hubwerk/contracts';
import { Database } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { PersonService } from '../identity/person.service.ts';
import type { Asker } from '../platform/access.ts';
import { rightsReduced } from '../platform/access.announcements.ts';
import { Announcements } from '../platform/announcements.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { eventSummaryView } from './my-registration.view.ts';
import { PlaceKeeper } from './place-keeper.ts';
import { registered, registrationCancelled, transferOffered } from './registration.announcements.ts';
import { RegistrationRepository } from './registration.repository.ts';
import { checkDomain, RegistrationService } from './registration.service.ts';
import { registrationView } from './registration.view.ts';
import { isOfDomain } from './terms.ts';
import { ticketCode } from './ticket-code.ts';
import { TicketTypeRepository } from './ticket-type.repository.ts';
import { TransferRepository } from './transfer.repository.ts';

type Input<R extends keyof typeof registrationRoutes> = RouteInput<(typeof registrationRoutes)[R]>;

/** Places that go from one person to another: offered by mail, taken by who owns the address. */
@Injectable()
export class TransferService {
  constructor(
    private readonly database: Database,
    private readonly keeper: PlaceKeeper,
    private readonly transfers: TransferRepository,
    private readonly registrations: RegistrationRepository,
    private readonly registering: RegistrationService,
    private readonly ticketTypes: TicketTypeRepository,
    private readonly events: EventService,
    private readonly persons: PersonService,
    private readonly announcements: Announcements,
  ) {}

  /** Offers a place to one person; who it was offered to before has nothing to accept any more. */
  async offer({ params, body }: Input<'offerTransfer'>, asker: Asker): Promise<void> {
    const event = await this.events.getVisible(params.event, asker);
    await this.database.transaction((tx) =>
      this.keeper.keep(tx, event.id, async ({ ticketTypes }) => {
        const held = await this.registrations.findStanding(event.id, asker.personId, tx);
        if (held?.state !== 'confirmed') throw notFound();
        const type = ticketTypes.find(({ id }) => id === held.ticketTypeId);
        if (!isOfDomain(body.email, type?.mailDomains ?? [])) throw invalid(['email'], 'other_domain');
        const taker = await this.persons.invite(tx, { mail: body.email, name: body.name }, asker);
        if (taker.id === asker.personId) throw invalid(['email'], 'not_yourself');
        await this.transfers.deleteOf(tx, held.id);
        const { id } = await this.transfers.insert(tx, { registrationId: held.id, toPersonId: taker.id });
        await this.announcements.announce(tx, transferOffered, { transferId: id });
      }),
    );
  }

  async withdraw({ params }: Input<'withdrawTransfer'>, asker: Asker): Promise<void> {
    const event = await this.events.getVisible(params.event, asker);
    await this.database.transaction(async (tx) => {
      const held = await this.registrations.findStanding(event.id, asker.personId, tx);
      if (held) await this.transfers.deleteOf(tx, held.id);
    });
  }

  async listMine(asker: Asker) {
    const offered = await this.transfers.listTo(asker.personId);
    const items = [];
    for (const { transfer, registration } of offered) {
      const [event, giver, types] = await Promise.all([
        this.events.get(registration.eventId),
        this.persons.get(registration.personId),
        this.ticketTypes.listTicketTypes(registration.eventId),
      ]);
      const ticketType = types.find(({ id }) => id === registration.ticketTypeId)?.name ?? {};
      items.push({ id: transfer.id, from: giver.name, event: eventSummaryView(event), ticketType });
    }
    return { items, next: null };
  }

  /** The place goes over with a new ticket, so that the old one opens no door. @throws HubError `not_found` once it is withdrawn or cancelled */
  async accept({ params }: Input<'acceptTransfer'>, asker: Asker) {
    const seen = await this.find(params.transfer, asker);
    const { eventId } = seen.registration;
    const taken = await this.database.transaction((tx) =>
      this.keeper.keep(tx, eventId, async ({ ticketTypes }) => {
        const transfer = await this.transfers.find(params.transfer, tx);
        const held = transfer && (await this.registrations.find(transfer.registrationId, tx));
        if (held?.state !== 'confirmed') throw notFound();
        if (await this.registrations.findStanding(eventId, asker.personId, tx))
          throw new HubError('registered_already');
        const type = ticketTypes.find(({ id }) => id === held.ticketTypeId);
        if (type) checkDomain(type, asker);
        const { id: registrationId, personId: giverId } = held;
        await this.transfers.deleteOf(tx, held.id);
        await this.registering.forgetAnswers(tx, held, asker);
        const given = await this.registrations.update(tx, held.id, {
          personId: asker.personId,
          ticketCode: ticketCode(),
        });
        await this.announcements.announce(tx, registrationCancelled, { registrationId, eventId, personId: giverId });
        await this.announcements.announce(tx, rightsReduced, { personId: giverId });
        await this.announcements.announce(tx, registered, { registrationId, eventId, personId: asker.personId });
        return given;
      }),
    );
    return registrationView(taken);
  }

  async decline({ params }: Input<'declineTransfer'>, asker: Asker): Promise<void> {
    const { registration } = await this.find(params.transfer, asker);
    await this.database.transaction((tx) => this.transfers.deleteOf(tx, registration.id));
  }

  private async find(transferId: string, asker: Asker) {
    const offered = await this.transfers.listTo(asker.personId);
    const found = offered.find(({ transfer }) => transfer.id === transferId);
    if (!found) throw notFound();
    return found;
  }
}
