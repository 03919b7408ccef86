import { Duration } from 'luxon';

/**
 * Minutes of a duration as programme files write it: `00:30` and `1:30` (hours:minutes), `01:30:00` (with seconds),
 * `PT1H30M` (ISO 8601), or a number (minutes, also as text). Null if it is none of these. Seconds are kept as a fraction.
 */
export function durationMinutes(duration: string | number): number | null {
  if (typeof duration === 'number') return Number.isFinite(duration) && duration >= 0 ? duration : null;
  const text = duration.trim();
  const clock = /^(\d{1,6}):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3] ?? 0) / 60;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  if (!/^P[\dYMWDTHS.,]{1,40}$/.test(text)) return null;
  const iso = Duration.fromISO(text);
  return iso.isValid && iso.as('minutes') >= 0 ? iso.as('minutes') : null;
}
