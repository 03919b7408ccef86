import { announcement } from '../platform/announcement.ts';

/** An event that asked nobody to register has begun to: who only came by may do less there and in the events inside. */
export const registrationOpened = announcement<{ eventId: string }>('registration.opened');
/** Somebody has a place. */
export const registered = announcement<{ registrationId: string; eventId: string; personId: string }>(
  'registration.registered',
);
/** Somebody asks, waits, is offered a place, was refused, or has not taken an offer in time. */
export const registrationMoved = announcement<{ registrationId: string; eventId: string; personId: string }>(
  'registration.moved',
);
/** It stands no longer for this person: cancelled, or given to somebody else. */
export const registrationCancelled = announcement<{ registrationId: string; eventId: string; personId: string }>(
  'registration.cancelled',
);
/** Somebody offers their place to somebody else. */
export const transferOffered = announcement<{ transferId: string }>('registration.transfer_offered');
