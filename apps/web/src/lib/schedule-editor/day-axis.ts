import type { Instant } from '#lib/ui/time.ts';
import { fromWallClock, toWallClock } from '#lib/ui/wall-clock.ts';

const minute = 60_000;

/** Sessions are moved in steps of so many minutes. */
export const step = 5;

/** The calendar day after `date`, `2026-09-09` after `2026-09-08`. */
export const dayAfter = (date: string): string =>
  new Date(Date.parse(date) + 24 * 60 * minute).toISOString().slice(0, 10);

/**
 * One day of a programme as a line of minutes that really pass: 23 or 25 hours of them where the clocks change. Minute 0 is
 * the full hour in which the day begins, so that multiples of five minutes are also multiples of five on the clock.
 */
export interface DayAxis {
  /** Milliseconds since 1970 of minute 0. */
  zero: number;
  /** The minutes at which the day begins and ends. */
  begin: number;
  end: number;
}

/** @param dayChange `HH:MM` on the clocks of `zone` */
export function dayAxis(date: string, zone: string, dayChange: string): DayAxis {
  const at = (day: string) => Date.parse(fromWallClock(`${day}T${dayChange}`, zone) ?? '');
  const begins = at(date);
  const begin = Number(toWallClock(new Date(begins), zone).slice(14));
  const zero = begins - begin * minute;
  return { zero, begin, end: (at(dayAfter(date)) - zero) / minute };
}

export const minuteOf = (axis: DayAxis, at: Instant): number => (new Date(at).getTime() - axis.zero) / minute;

export const instantAt = (axis: DayAxis, minutes: number): string =>
  new Date(axis.zero + minutes * minute).toISOString();

/** The next multiple of the step after (`1`) or before (`-1`) a minute. */
export function nextStep(minutes: number, direction: 1 | -1): number {
  return direction === 1 ? (Math.floor(minutes / step) + 1) * step : (Math.ceil(minutes / step) - 1) * step;
}

export const snapped = (minutes: number): number => Math.round(minutes / step) * step;
