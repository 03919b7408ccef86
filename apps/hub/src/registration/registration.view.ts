import type { Places } from './places.ts';
import type { RegistrationRecord } from './registration.repository.ts';
import { priceOf, saleOf } from './terms.ts';
import type { CodeRecord } from './ticket-code.repository.ts';
import type { CapacityRecord, DeskRecord, TicketTypeRecord } from './ticket-type.repository.ts';

/** A ticket type as people see it; with a code, as who has it does. */
export function ticketTypeView(type: TicketTypeRecord, places: Places, now: Date, code?: CodeRecord) {
  const { id, name, opensAt, closesAt, approved, groupMin, groupMax, mailDomains } = type;
  const left = places.left(id, code?.id);
  const words = places.words(id);
  const price = priceOf(type, code);
  return {
    id,
    name,
    left,
    places: code && left > 0 && words === 'none' ? ('few' as const) : words,
    price: price === null ? null : { amount: price, currency: type.currency },
    opensAt: opensAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    sale: saleOf(type, now),
    approved,
    group: { min: groupMin, max: groupMax },
    mailDomains,
  };
}

export interface StateCounts {
  requested: number;
  waiting: number;
  offered: number;
  confirmed: number;
}

export function managedTicketTypeView(
  type: TicketTypeRecord,
  places: Places,
  now: Date,
  of: { capacityIds: string[]; counts: StateCounts },
) {
  return { ...ticketTypeView(type, places, now), hidden: type.hidden, ...of };
}

export function capacityView({ id, name }: CapacityRecord, places: Places) {
  return { id, name, ...places.use(id) };
}

export function deskView({ offerHours, cancelUntil }: DeskRecord) {
  return { offerHours, cancelUntil: cancelUntil?.toISOString() ?? null };
}

export function codeView({ validUntil, ...code }: CodeRecord) {
  return { ...code, validUntil: validUntil?.toISOString() ?? null };
}

export function registrationView(registration: RegistrationRecord) {
  const { id, ticketTypeId, createdAt, state, offerExpiresAt, price } = registration;
  return {
    id,
    ticketTypeId,
    createdAt: createdAt.toISOString(),
    state,
    offerExpiresAt: offerExpiresAt?.toISOString() ?? null,
    price,
  };
}
