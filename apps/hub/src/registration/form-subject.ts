import type { Subject } from '../forms/form.service.ts';
import type { RegistrationRecord } from './registration.repository.ts';

/** What the form of an event's registrations is filled in for: a registration, with what its ticket type asks. */
export function formSubjectOf({ id, eventId, ticketTypeId }: RegistrationRecord): Subject {
  return { form: 'registration', eventId, subjectId: id, choiceId: ticketTypeId };
}
