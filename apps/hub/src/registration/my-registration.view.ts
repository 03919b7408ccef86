import type { EventRecord } from '../events/event.service.ts';
import type { RegistrationRecord } from './registration.repository.ts';
import { registrationView } from './registration.view.ts';
import type { TicketTypeRecord } from './ticket-type.repository.ts';

export function eventSummaryView({ slug, title, zone, startsAt, endsAt, city, place }: EventRecord) {
  return {
    slug,
    title,
    zone,
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    city,
    place,
  };
}

export function myRegistrationView(
  registration: RegistrationRecord,
  of: {
    event: EventRecord;
    ticketType: TicketTypeRecord;
    waitingBefore: number | null;
    transferTo: string | null;
    answering: { questions: number; missing: number } | null;
  },
) {
  const { name, currency } = of.ticketType;
  return {
    ...registrationView(registration),
    event: eventSummaryView(of.event),
    ticketType: { name, currency },
    waitingBefore: of.waitingBefore,
    transferTo: of.transferTo,
    answering: of.answering,
  };
}
