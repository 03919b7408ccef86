import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DateTime } from 'luxon';
import { toBuffer as qrPng } from 'qrcode';
import { translated, type Language } from '@hubwerk/contracts/language';
import { Database } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { PersonService } from '../identity/person.service.ts';
import type { CalendarEntry } from '../platform/agenda-sources.ts';
import { Announcements } from '../platform/announcements.ts';
import { calendarMessage } from '../platform/calendar-message.ts';
import { Clock } from '../platform/clock.ts';
import { Hub } from '../platform/hub.ts';
import { Outbox, type Mail } from '../platform/outbox.ts';
import { text } from '../platform/texts.ts';
import { registered, registrationCancelled, registrationMoved, transferOffered } from './registration.announcements.ts';
import { RegistrationRepository, type RegistrationRecord } from './registration.repository.ts';
import { TicketTypeRepository } from './ticket-type.repository.ts';
import { TransferRepository } from './transfer.repository.ts';

/** The states that are told as such; a place comes with its ticket, and who cancels knows. */
const told = ['requested', 'waiting', 'offered', 'refused', 'expired'] as const;
type Told = (typeof told)[number];

/** Tells people by mail what became of their registration. */
@Injectable()
export class RegistrationNewsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly registrations: RegistrationRepository,
    private readonly ticketTypes: TicketTypeRepository,
    private readonly transfers: TransferRepository,
    private readonly events: EventService,
    private readonly persons: PersonService,
    private readonly announcements: Announcements,
    private readonly outbox: Outbox,
    private readonly hub: Hub,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.announcements.on(registered, async ({ registrationId, personId }, cause) => {
      const held = await this.registrations.find(registrationId);
      if (held?.state !== 'confirmed' || held.personId !== personId) return;
      await this.mail(held, personId, 'registration_confirmed', cause);
    });
    this.announcements.on(registrationMoved, async ({ registrationId, personId }, cause) => {
      const moved = await this.registrations.find(registrationId);
      const state = told.find((each) => each === moved?.state);
      if (moved && state) await this.mail(moved, personId, `registration_${state}`, cause);
    });
    this.announcements.on(registrationCancelled, async ({ registrationId, personId }, cause) => {
      const ended = await this.registrations.find(registrationId);
      if (ended?.ticketCode) await this.mail(ended, personId, 'registration_cancelled', cause);
    });
    this.announcements.on(transferOffered, async ({ transferId }, cause) => {
      const transfer = await this.transfers.find(transferId);
      const held = transfer && (await this.registrations.find(transfer.registrationId));
      if (transfer && held) await this.mail(held, transfer.toPersonId, 'transfer_offered', cause);
    });
  }

  private async mail(
    registration: RegistrationRecord,
    personId: string,
    kind: `registration_${Told | 'confirmed' | 'cancelled'}` | 'transfer_offered',
    cause: string,
  ): Promise<void> {
    const [[reader], [giver], event, types] = await Promise.all([
      this.persons.list([personId]),
      this.persons.list([registration.personId]),
      this.events.get(registration.eventId),
      this.ticketTypes.listTicketTypes(registration.eventId),
    ]);
    if (!reader?.mail) return;
    const { language, mail } = reader;
    const t = text(language);
    const type = types.find(({ id }) => id === registration.ticketTypeId);
    const link = this.hub.url(pathOf(kind, event));
    const values = {
      event: translated(event.title, language).text,
      ticketType: translated(type?.name, language).text,
      name: giver?.name ?? '',
      when: event.startsAt ? onItsClock(event.startsAt, event.zone, language) : '',
      place: placeOf(event),
      until: registration.offerExpiresAt ? onItsClock(registration.offerExpiresAt, event.zone, language) : '',
      code: registration.ticketCode ?? '',
      link,
      mail,
    };
    const attachments = [];
    if (kind === 'registration_confirmed' && registration.ticketCode)
      attachments.push(await ticketPicture(registration.ticketCode));
    const method = methods[kind];
    const entry = method && entryOf(event, `registration-${registration.id}-${personId}`, method, this.clock.now());
    if (entry)
      attachments.push(
        calendarMessage(entry, {
          method,
          name: 'event',
          attendee: { name: reader.name, email: mail },
          language,
          hub: this.hub,
        }),
      );
    const written: Mail = {
      recipient: mail,
      personId,
      language,
      subject: t(`mail.${kind}.subject`, values),
      body: t(`mail.${kind}.body`, values).replace(/\n{3,}/g, '\n\n'),
      cause,
      attachments,
    };
    await this.database.transaction((tx) => this.outbox.write(tx, written));
  }
}

const methods: Record<string, 'REQUEST' | 'CANCEL' | undefined> = {
  registration_confirmed: 'REQUEST',
  registration_cancelled: 'CANCEL',
};

const ownPages = ['registration_confirmed', 'registration_offered', 'transfer_offered'];

const pathOf = (kind: string, event: EventRecord): `/${string}` =>
  ownPages.includes(kind) ? '/me/tickets' : kind === 'registration_refused' ? '/' : `/events/${event.slug}`;

/** The event in the calendar of somebody who has a place; undefined while it has no times. */
function entryOf(
  { slug, title, zone, format, startsAt, endsAt, ...where }: EventRecord,
  id: string,
  method: 'REQUEST' | 'CANCEL',
  changedAt: Date,
): CalendarEntry | undefined {
  if (!startsAt || !endsAt) return undefined;
  return {
    id,
    status: method === 'CANCEL' ? 'cancelled' : 'confirmed',
    title,
    place: placeOf(where) || null,
    format,
    startsAt,
    endsAt,
    zone,
    event: { slug, title },
    path: `/events/${slug}`,
    sequence: method === 'CANCEL' ? 1 : 0,
    changedAt,
  };
}

const placeOf = ({ place, city }: Pick<EventRecord, 'place' | 'city'>) => [place, city].filter(Boolean).join(', ');

async function ticketPicture(code: string) {
  const picture = await qrPng(code, { type: 'png', margin: 2, width: 480, errorCorrectionLevel: 'M' });
  return { name: 'ticket.png', type: 'image/png', content: picture.toString('base64'), encoding: 'base64' as const };
}

/** On the event's clock, which is named. */
function onItsClock(time: Date, zone: string, language: Language): string {
  return DateTime.fromJSDate(time, { zone })
    .setLocale(language === 'de' ? 'de-DE' : 'en-GB')
    .toLocaleString({
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    });
}
