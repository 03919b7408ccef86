import type { Conference } from './conference.ts';

/** Which submissions, or tracks, must not be held at the same time: by index, the indexes of the others, each once. */
export interface Clashes {
  /** Submissions one person presents, or presents one of while chairing the track of the other. */
  presenters: readonly (readonly number[])[];
  /** Submissions one person wants to hear, or hear one of while presenting it or chairing the track of the other. */
  attendees: readonly (readonly number[])[];
  /** Tracks one person chairs. */
  chairs: readonly (readonly number[])[];
}

export function findClashes({ submissions, tracks }: Conference): Clashes {
  const share = (some: readonly string[], others: readonly string[]) => some.some((one) => others.includes(one));
  const pairs = <Thing>(things: readonly Thing[], clash: (one: Thing, other: Thing) => boolean) =>
    things.map((one, index) =>
      things.flatMap((other, at) => (at !== index && (clash(one, other) || clash(other, one)) ? [at] : [])),
    );
  const chairsOf = (track: number) => tracks[track]?.chairs ?? [];
  return {
    presenters: pairs(
      submissions,
      (one, other) =>
        share(one.presenters, other.presenters) ||
        (one.track !== other.track && share(one.presenters, chairsOf(other.track))),
    ),
    attendees: pairs(
      submissions,
      (one, other) =>
        share(one.attendees, other.attendees) ||
        share(one.attendees, other.presenters) ||
        (one.track !== other.track && share(one.attendees, chairsOf(other.track))),
    ),
    chairs: pairs(tracks, (one, other) => share(one.chairs, other.chairs)),
  };
}
