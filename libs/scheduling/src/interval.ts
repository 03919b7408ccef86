/** A stretch of time in epoch milliseconds: `start` belongs to it, `end` does not. `start < end`. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Whether two intervals share an instant; those that only touch do not. */
export function overlaps(one: Interval, other: Interval): boolean {
  return one.start < other.end && other.start < one.end;
}

/** The same time as fewest intervals, by start: what overlaps or touches becomes one, what is empty goes. */
export function union(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const next of intervals.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && next.start <= last.end)
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
    else merged.push(next);
  }
  return merged;
}
