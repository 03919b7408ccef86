/** What a placement should avoid, and how bad it is. Points are comparable with each other and with nothing else. */
export const softRules = {
  /** For each person who is expected and finds no place in the room. */
  crowding: 1,
  /** For each minute in which two sessions of a track are held at once: who likes one likes the other. */
  trackClash: 2,
  /** For each minute a speaker waits from the end of one session to the beginning of the next. */
  idle: 0.5,
  /** For each time a speaker has to come again: when the next session is more than `nightMinutes` later. */
  returning: 180,
  /** For each minute that the sessions of an opening take more than its share of all, were they spread evenly. */
  crammed: 0.25,
} as const;

export type SoftRule = keyof typeof softRules;

/** A pause as long as this is not spent waiting. */
export const nightMinutes = 8 * 60;

/**
 * How many points it costs that a speaker speaks at these times.
 *
 * @param times in milliseconds, by start
 */
export function speakerPoints(times: readonly { start: number; end: number }[]): { idle: number; returning: number } {
  let [idle, returning, end] = [0, 0, times[0]?.end ?? 0];
  for (const time of times.slice(1)) {
    const pause = Math.max(0, time.start - end) / 60_000;
    if (pause > nightMinutes) returning += softRules.returning;
    else idle += pause * softRules.idle;
    end = Math.max(end, time.end);
  }
  return { idle, returning };
}
