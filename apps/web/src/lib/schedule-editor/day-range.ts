import type { DayAxis } from './day-axis.ts';
import type { Stretch } from './place.ts';

const hour = 60;
const shortest = 6 * hour;

/**
 * The hours of a day to show: full hours from one before the first session to one after the last, and at least six; on a day
 * without any, from nine to eighteen hours after midnight.
 */
export function dayRange({ begin, end }: DayAxis, taken: readonly Stretch[], midnight: number): Stretch {
  const first = taken.length > 0 ? Math.min(...taken.map(({ from }) => from)) - hour : midnight + 9 * hour;
  const last = taken.length > 0 ? Math.max(...taken.map(({ to }) => to)) + hour : midnight + 18 * hour;
  const from = Math.floor(Math.max(begin, first) / hour) * hour;
  const to = Math.ceil(Math.min(end, Math.max(last, from + shortest)) / hour) * hour;
  return { from: Math.max(0, Math.min(from, to - shortest)), to };
}

/** The full hours something lies in. */
export const fullHours = ({ from, to }: Stretch): Stretch => ({
  from: Math.max(0, Math.floor(from / hour) * hour),
  to: Math.ceil(to / hour) * hour,
});

export const joined = (a: Stretch, b: Stretch): Stretch => ({
  from: Math.min(a.from, b.from),
  to: Math.max(a.to, b.to),
});

/** The days of a programme, in order: those something is on, and those of its event as far as they are few enough to choose from. */
export function programmeDays(placed: Iterable<string>, first: string | null, last: string | null): string[] {
  const days = new Set(placed);
  const most = 14;
  const day = 24 * 60 * 60_000;
  if (first !== null) {
    const count = Math.min(most, Math.round((Date.parse(last ?? first) - Date.parse(first)) / day) + 1);
    for (let index = 0; index < count; index += 1) {
      days.add(new Date(Date.parse(first) + index * day).toISOString().slice(0, 10));
    }
  }
  return [...days].sort();
}
