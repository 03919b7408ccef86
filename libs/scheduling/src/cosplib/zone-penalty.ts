/** Times are parts of a day, 0 at midnight, 1 at the next. */
export interface SuitableTimes {
  from: number;
  to: number;
  lessFrom: number;
  lessTo: number;
  /** What a less suitable and an unsuitable time cost. */
  lessPenalty: number;
  unsuitablePenalty: number;
}

/**
 * What it costs a presenter to present from `start` to `end` (of the conference's day) when their clock shows
 * `aheadHours` more.
 */
export function zonePenalty(start: number, end: number, aheadHours: number, times: SuitableTimes): number {
  const there = (at: number) => (((at + aheadHours / 24) % 1) + 1) % 1;
  const [begins, ends] = [there(start), there(end)];
  if (begins < times.lessFrom || ends > times.lessTo || ends < times.lessFrom) return times.unsuitablePenalty;
  if (begins < times.from || ends > times.to) return times.lessPenalty;
  return 0;
}
