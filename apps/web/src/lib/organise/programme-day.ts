import type { Instant } from '#lib/ui/time.ts';
import { toWallClock } from '#lib/ui/wall-clock.ts';

/**
 * The day of the programme something is on, `2026-09-08`: what begins after midnight belongs to the day before until
 * the day changes (`dayChange`, `HH:MM` on the clocks of `zone`).
 */
export function programmeDay(at: Instant, zone: string, dayChange: string): string {
  const [date = '', time = ''] = toWallClock(at, zone).split('T');
  if (time >= dayChange) return date;
  return new Date(Date.parse(date) - 24 * 60 * 60_000).toISOString().slice(0, 10);
}
