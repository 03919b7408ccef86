import { DateTime } from 'luxon';
import type { FindingLog } from './finding-log.ts';
import type { ImportedDay } from './imported-programme.ts';
import type { Located, RawDay } from './raw-programme.ts';
import { isoInstant } from './zone-clock.ts';
import type { ZoneClock } from './zone-clock.ts';
import { said } from './said.ts';

export interface ProgrammeDay {
  date: string;
  start: DateTime;
  /** Exclusive. */
  end: DateTime;
  /** Whether the file itself says when the day begins and ends. */
  bounded: boolean;
}

export interface ProgrammeDays {
  /** As they stand in the file; null where a day could not be read (which is a problem in the log). */
  inFile: (ProgrammeDay | null)[];
  /** Each date once, in order. */
  listed: ImportedDay[];
}

/** `09:00:00` → `09:00`; null (with a warning) if it is no time of day. */
export function readDayChange(dayChange: Located | null, log: FindingLog): string | null {
  if (!dayChange) return null;
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/.exec(dayChange.value);
  if (clock) return `${clock[1]?.padStart(2, '0')}:${clock[2]}`;
  const reason = said`The day change "${dayChange.value.slice(0, 40)}" is not a time of day; days change at midnight.`;
  log.warning('day_change_unreadable', dayChange.place, reason);
  return null;
}

/** Days with their bounds: the file's own, else from one day change to the next (midnight if there is none). */
export function assembleDays(
  days: readonly RawDay[],
  dayChange: string | null,
  clock: ZoneClock,
  log: FindingLog,
): ProgrammeDays {
  const inFile = days.map((day) => assembleDay(day, dayChange, clock, log));
  const byDate = new Map<string, ProgrammeDay>();
  for (const [index, day] of inFile.entries()) {
    if (!day) continue;
    if (byDate.has(day.date)) {
      log.warning(
        'day_repeated',
        days[index]?.place ?? '',
        said`The day ${day.date} stands in the file more than once; they were taken as one.`,
      );
    } else byDate.set(day.date, day);
  }
  const ordered = [...byDate.values()].toSorted((a, b) => a.date.localeCompare(b.date));
  return {
    inFile,
    listed: ordered.map(({ date, start, end }, index) => {
      return { index: index + 1, date, startsAt: isoInstant(start), endsAt: isoInstant(end) };
    }),
  };
}

function assembleDay(day: RawDay, dayChange: string | null, clock: ZoneClock, log: FindingLog): ProgrammeDay | null {
  const named = day.date ?? day.start;
  const date = named && clock.date(named.value);
  if (!date) {
    if (named)
      log.problem('time_unreadable', named.place, said`"${named.value.slice(0, 40)}" is not a date that can be read.`);
    else if (!log.refused) log.problem('missing_field', day.place, 'The day has no date.');
    return null;
  }
  const change = dayChange ?? '00:00';
  const next = DateTime.fromISO(date).plus({ days: 1 }).toISODate() ?? date;
  const start = day.start ? clock.instant(day.start)?.at : clock.local(date, { value: change, place: day.place });
  const end = day.end ? clock.instant(day.end)?.at : clock.local(next, { value: change, place: day.place });
  if (!start || !end) return null;
  if (end <= start) {
    log.problem('ends_before_start', day.end?.place ?? day.place, said`The day ${date} ends before it starts.`);
    return null;
  }
  return { date, start, end, bounded: day.start !== null && day.end !== null };
}
