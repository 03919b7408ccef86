import type { ImportedProgramme } from '@hubwerk/schedule-format';
import { DateTime } from 'luxon';

/**
 * The day (`YYYY-MM-DD`) a programme counts an instant to: what is on before the day changes belongs to the day before.
 * @param dayChange `HH:MM` on the clocks of `zone`
 */
export function programmeDay(instant: Date, zone: string, dayChange: string): string {
  const local = DateTime.fromJSDate(instant, { zone });
  const day = local.toFormat('HH:mm') < dayChange ? local.minus({ days: 1 }) : local;
  return day.toISODate() ?? '';
}

/** When a programme day begins and ends, on the clocks of `zone`. */
export function dayBounds(date: string, zone: string, dayChange: string): { startsAt: Date; endsAt: Date } {
  const startsAt = DateTime.fromISO(`${date}T${dayChange}`, { zone });
  return { startsAt: startsAt.toJSDate(), endsAt: startsAt.plus({ days: 1 }).toJSDate() };
}

/**
 * When the days of a file change: as it says, else at the first full hour after its latest session that it counts to the
 * day before, else at midnight.
 */
export function dayChangeOf(programme: ImportedProgramme): string {
  if (programme.dayChange) return programme.dayChange;
  const late = programme.sessions.flatMap(({ startsAt, day }) => {
    const local = DateTime.fromISO(startsAt, { zone: programme.zone });
    return day !== null && day < (local.toISODate() ?? '') ? [local.hour + 1] : [];
  });
  return `${String(Math.min(Math.max(0, ...late), 23)).padStart(2, '0')}:00`;
}
