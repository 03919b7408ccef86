import type { eventFormats, eventKinds } from '@hubwerk/contracts';
import type { Translated } from '@hubwerk/contracts/language';

export interface DemoEvent {
  slug: string;
  kind: (typeof eventKinds)[number];
  format: (typeof eventFormats)[number];
  /** Days after the first start; the week begins the day before. */
  day: number;
  /** On the wall clock; `now` for the event that is on while the hub is first looked at. */
  from: `${number}:${number}` | 'now';
  to: `${number}:${number}` | 'now';
  /** Days it goes on, where more than one. */
  days?: number;
  /** Null online. */
  city: string | null;
  place: string | null;
  organiser: string;
  title: Translated;
  summary: Translated;
  places?: number;
}
