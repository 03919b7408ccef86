import type { RegistrationRecord, TicketTypeRecord } from './registration.repository.ts';

export function ticketTypeView({ id, name, capacity, taken }: TicketTypeRecord & { taken: number }) {
  return { id, name, capacity, left: Math.max(0, capacity - taken) };
}

export function registrationView({ id, ticketTypeId, createdAt }: RegistrationRecord) {
  return { id, ticketTypeId, createdAt: createdAt.toISOString() };
}
