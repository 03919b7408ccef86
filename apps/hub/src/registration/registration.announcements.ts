import { announcement } from '../platform/announcement.ts';

/** An event that asked nobody to register has begun to: who only came by may do less there and in the events inside. */
export const registrationOpened = announcement<{ eventId: string }>('registration.opened');
export const registered = announcement<{ registrationId: string; eventId: string; personId: string }>(
  'registration.registered',
);
export const registrationCancelled = announcement<{ registrationId: string; eventId: string; personId: string }>(
  'registration.cancelled',
);
