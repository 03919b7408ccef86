import { DateTime } from 'luxon';
import type { ProgrammeDay } from './assemble-days.ts';
import { clockText } from './clock-text.ts';
import { durationMinutes } from './duration-minutes.ts';
import type { FindingLog } from './finding-log.ts';
import type { Located, RawSession } from './raw-programme.ts';
import type { WrittenInstant, ZoneClock } from './zone-clock.ts';
import { said } from './said.ts';

const LONGEST_MINUTES = 31 * 24 * 60;

export interface SessionTime {
  start: DateTime;
  end: DateTime;
}

/**
 * When a session is. A whole date and time wins over a time of day, an end over a duration; where both stand and
 * contradict each other a warning says so. Null, with a problem in the log, if it cannot be told.
 */
export function sessionTime(
  session: RawSession,
  day: ProgrammeDay | null,
  dayChange: string | null,
  clock: ZoneClock,
  log: FindingLog,
): SessionTime | null {
  const start = startOf(session, day, dayChange, clock, log);
  const end = start && endOf(session, start, clock, log);
  if (!start || !end) return null;
  if (day && (start < day.start || start >= day.end)) {
    const reason = said`"${session.title}" starts at ${start.toFormat('yyyy-MM-dd HH:mm')}, outside its day ${day.date}. The time was kept.`;
    log.warning('outside_day', (session.date ?? session.start)?.place ?? session.place, reason);
  }
  return { start, end };
}

function startOf(
  session: RawSession,
  day: ProgrammeDay | null,
  dayChange: string | null,
  clock: ZoneClock,
  log: FindingLog,
): DateTime | null {
  const { date, start } = session;
  const onlyDate = date && /^\d{4}-\d{2}-\d{2}$/.test(date.value) ? clock.date(date.value) : null;
  if (date && !(onlyDate && start)) {
    const instant = clock.instant(date);
    if (instant && start) compareStart(session.title, instant, start, log);
    return instant?.at ?? null;
  }
  if (!start) return null;
  // A date without time is the calendar day itself; only the day a session stands under runs past midnight.
  if (onlyDate) return clock.local(onlyDate, start);
  if (!day) return null;
  return clock.local(belongsToNextDate(start.value, day, dayChange) ? nextDate(day.date) : day.date, start);
}

/** A time before the day change is after midnight. Without day change the day's own bounds decide, if the file gives them. */
function belongsToNextDate(start: string, day: ProgrammeDay, dayChange: string | null): boolean {
  const time = clockText(start);
  if (dayChange) return time < dayChange;
  const sameDay = day.start.toISODate() === day.date;
  return day.bounded && sameDay && time < day.start.toFormat('HH:mm') && time < endClock(day);
}

/** The time of day up to which a day runs on after midnight; empty if it does not. */
function endClock(day: ProgrammeDay): string {
  return day.end.toISODate() === nextDate(day.date) ? day.end.toFormat('HH:mm') : '';
}

function nextDate(date: string): string {
  return DateTime.fromISO(date).plus({ days: 1 }).toISODate() ?? date;
}

function compareStart(title: string, instant: WrittenInstant, start: Located, log: FindingLog): void {
  const time = clockText(start.value);
  if (time === instant.clock || time === instant.at.toFormat('HH:mm')) return;
  const reason = said`"${title}" starts at ${start.value} by its start and at ${instant.clock} by its date; the date was taken.`;
  log.warning('start_differs', start.place, reason);
}

function endOf(session: RawSession, start: DateTime, clock: ZoneClock, log: FindingLog): DateTime | null {
  const { duration, end, title, place } = session;
  const minutes = duration && durationMinutes(duration.value);
  if (duration && minutes === null) {
    const reason = said`The duration "${String(duration.value).slice(0, 40)}" of "${title}" cannot be read (expected HH:MM).`;
    log.problem('duration_unreadable', duration.place, reason);
    return null;
  }
  const ends = end ? clock.instant(end)?.at : start.plus({ minutes: minutes ?? 0 });
  if (!ends) return null;
  const endPlace = (end ?? duration)?.place ?? place;
  const actual = ends.diff(start, 'minutes').minutes;
  if (!(actual <= LONGEST_MINUTES)) {
    log.problem('duration_too_long', endPlace, said`"${title}" would last longer than 31 days.`);
    return null;
  }
  if (actual < 0) {
    log.problem('ends_before_start', endPlace, said`"${title}" ends before it starts.`);
    return null;
  }
  if (actual === 0) log.warning('duration_zero', endPlace, said`"${title}" has no duration; it was kept.`);
  if (end && minutes !== null && minutes !== actual) {
    log.warning('end_differs', end.place, said`"${title}" has an end and a duration that differ; the end was taken.`);
  }
  return ends;
}
