import type { Translated } from '@hubwerk/contracts/language';

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
] as const;

export type EventKind = (typeof eventKinds)[number];

/** An event as lists show it. */
export interface EventCard {
  id: string;
  slug: string;
  kind: EventKind;
  format: 'in_person' | 'online' | 'hybrid';
  title: Translated;
  summary: Translated;
  city: string | null;
  place: string | null;
  zone: string;
  startsAt: string;
  endsAt: string;
  live: boolean;
}
