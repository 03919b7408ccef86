const minute = 60_000;
const hour = 60 * minute;
/** Shorter than this nobody can be asked to answer. */
const shortest = 15 * minute;

/**
 * Until when somebody who moves up from the waiting list can say yes: the organiser's hours, but at most a quarter of the
 * time left until the event begins, so that the place can still go to others; at least a quarter of an hour.
 */
export function offerEnd(now: Date, offerHours: number, startsAt: Date | null): Date {
  const left = startsAt ? (startsAt.getTime() - now.getTime()) / 4 : Infinity;
  return new Date(now.getTime() + Math.max(shortest, Math.min(offerHours * hour, left)));
}
