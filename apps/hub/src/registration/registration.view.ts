import type { RegistrationRecord, TicketTypeRecord } from './registration.repository.ts';

export function ticketTypeView({ id, name, capacity, taken }: TicketTypeRecord & { taken: number }) {
  return { id, name, capacity, left: Math.max(0, capacity - taken), places: placesLeft(capacity, taken) };
}

/** In words, so that what everybody is shown changes twice in a rush and not with every place that is taken. */
export function placesLeft(capacity: number, taken: number): 'free' | 'few' | 'none' {
  if (taken >= capacity) return 'none';
  return capacity - taken <= capacity / 10 ? 'few' : 'free';
}

export function registrationView({ id, ticketTypeId, createdAt }: RegistrationRecord) {
  return { id, ticketTypeId, createdAt: createdAt.toISOString() };
}
