import type { Event } from '#lib/events/event.ts';

/** Written out for forms: taken from the contracts they would bring Zod into the page. */
export const eventKinds = [
  'startup_night',
  'experience_day',
  'startup_week',
  'hackathon',
  'challenge_pitch',
  'virtual_fair',
  'workshop',
  'conference',
  'accelerator',
  'meetup',
] as const satisfies readonly Event['kind'][];

export const eventFormats = ['in_person', 'online', 'hybrid'] as const satisfies readonly Event['format'][];
