import { union } from './interval.ts';

/** A stretch of time as it crosses the wire: ISO instants. */
interface Window {
  startsAt: string;
  endsAt: string;
}

/** The same time as fewest windows, by start: what overlaps or touches becomes one, what is empty goes. */
export function joinWindows(windows: readonly Window[]): Window[] {
  const intervals = windows.map(({ startsAt, endsAt }) => ({ start: Date.parse(startsAt), end: Date.parse(endsAt) }));
  return union(intervals).map(({ start, end }) => ({
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(end).toISOString(),
  }));
}
