import { announcement } from '../platform/announcement.ts';

export const registered = announcement<{ registrationId: string; eventId: string; personId: string }>(
  'registration.registered',
);
export const registrationCancelled = announcement<{ registrationId: string; eventId: string; personId: string }>(
  'registration.cancelled',
);
