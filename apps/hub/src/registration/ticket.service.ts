import { Injectable } from '@nestjs/common';
import { toString as qrSvg } from 'qrcode';
import type { registrationRoutes, RouteInput } from '@hubwerk/contracts';
import { EventService } from '../events/event.service.ts';
import { FormService } from '../forms/form.service.ts';
import type { Asker } from '../platform/access.ts';
import { Clock } from '../platform/clock.ts';
import { notFound } from '../platform/hub-error.ts';
import { formSubjectOf } from './form-subject.ts';
import { myRegistrationView } from './my-registration.view.ts';
import { RegistrationRepository, type RegistrationRecord } from './registration.repository.ts';
import { takesAnswers } from './terms.ts';
import { TicketTypeRepository } from './ticket-type.repository.ts';
import { TransferRepository } from './transfer.repository.ts';

type Input<R extends keyof typeof registrationRoutes> = RouteInput<(typeof registrationRoutes)[R]>;

/** People's own registrations and tickets. */
@Injectable()
export class TicketService {
  constructor(
    private readonly registrations: RegistrationRepository,
    private readonly ticketTypes: TicketTypeRepository,
    private readonly transfers: TransferRepository,
    private readonly events: EventService,
    private readonly forms: FormService,
    private readonly clock: Clock,
  ) {}

  async listMine(asker: Asker) {
    const held = await this.registrations.listStandingOf(asker.personId);
    const takers = await this.transfers.listTakers(held.map(({ id }) => id));
    const items = await Promise.all(held.map((one) => this.view(one, takers)));
    return { items: items.toSorted((a, b) => timeOf(a.event) - timeOf(b.event)), next: null };
  }

  async readMine({ params }: Input<'readMyTicket'>, asker: Asker) {
    const held = await this.registrations.find(params.registration);
    if (held?.personId !== asker.personId || held.state !== 'confirmed' || !held.ticketCode) throw notFound();
    const { ticketCode } = held;
    const [view, qr] = await Promise.all([
      this.view(held, await this.transfers.listTakers([held.id])),
      qrSvg(ticketCode, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }),
    ]);
    return { ...view, name: asker.name, ticketCode, qr };
  }

  async readMyAnswers({ params }: Input<'readMyAnswers'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    const held = await this.registrations.findStanding(event.id, asker.personId);
    if (!held) throw notFound();
    const [{ asked }, answers] = await Promise.all([
      this.forms.listAskedOf(formSubjectOf(held)),
      this.forms.listAnswers([held.id], 'organisers'),
    ]);
    return { questions: asked, answers: answers.get(held.id) ?? [], open: takesAnswers(event, this.clock.now()) };
  }

  private async view(held: RegistrationRecord, takers: Map<string, string>) {
    const [event, types, waitingBefore, { asked, missing }] = await Promise.all([
      this.events.get(held.eventId),
      this.ticketTypes.listTicketTypes(held.eventId),
      held.state === 'waiting' ? this.registrations.countWaitingBefore(held) : null,
      this.forms.listAskedOf(formSubjectOf(held)),
    ]);
    const ticketType = types.find(({ id }) => id === held.ticketTypeId);
    if (!ticketType) throw new Error(`registration ${held.id} has no ticket type at its event`);
    const answering = takesAnswers(event, this.clock.now())
      ? { questions: asked.length, missing: missing.length }
      : null;
    const transferTo = takers.get(held.id) ?? null;
    return myRegistrationView(held, { event, ticketType, waitingBefore, transferTo, answering });
  }
}

/** What has no date comes last. */
const timeOf = ({ startsAt }: { startsAt: string | null }) => (startsAt ? Date.parse(startsAt) : Infinity);
