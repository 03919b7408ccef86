import { isoDay } from '#lib/ui/time.ts';
import { fromWallClock, toWallClock } from '#lib/ui/wall-clock.ts';
import type { Availability } from './meeting.ts';

/** A window as it is typed: clock times of one calendar day of the zone; `to` not after `from` means the next day. */
export interface DayWindow {
  date: string;
  from: string;
  to: string;
}

/** What somebody types, and the version of what they published that it was made from. */
export interface AvailabilityDraft {
  windows: DayWindow[];
  version: number;
}

const dayLength = 24 * 60 * 60_000;

/** The calendar days of an event in its zone, `2026-09-08`; at most 31. Noon of each, as an instant, to show it by. */
export function eventDays(startsAt: string, endsAt: string | null, zone: string): { date: string; noon: string }[] {
  const last = isoDay(endsAt ?? startsAt, zone);
  const days: { date: string; noon: string }[] = [];
  for (let at = Date.parse(`${isoDay(startsAt, zone)}T12:00Z`); days.length < 31; at += dayLength) {
    const date = new Date(at).toISOString().slice(0, 10);
    if (date > last) break;
    days.push({ date, noon: fromWallClock(`${date}T12:00`, zone) ?? startsAt });
  }
  return days;
}

/** What is published, as it is typed. */
export function draftOf({ windows, version }: Availability, zone: string): AvailabilityDraft {
  const typed = windows.map(({ startsAt, endsAt }) => {
    const [date = '', from = ''] = toWallClock(startsAt, zone).split('T');
    return { date, from, to: toWallClock(endsAt, zone).slice(11) };
  });
  return { windows: typed, version };
}

/** The instants that are meant; what is not filled in is left out. */
export function fromDayWindows(typed: DayWindow[], zone: string): Availability['windows'] {
  return typed.flatMap(({ date, from, to }) => {
    const lastDate = to > from ? date : new Date(Date.parse(`${date}T12:00Z`) + dayLength).toISOString().slice(0, 10);
    const [startsAt, endsAt] = [fromWallClock(`${date}T${from}`, zone), fromWallClock(`${lastDate}T${to}`, zone)];
    return from && to && startsAt && endsAt ? [{ startsAt, endsAt }] : [];
  });
}

/** Where a new window of a day begins as a proposal: two hours after the day's last one, within the event. */
export function proposedWindow(
  date: string,
  typed: DayWindow[],
  event: { startsAt: string; endsAt: string | null; zone: string },
): DayWindow {
  const before = typed
    .filter((one) => one.date === date)
    .toSorted((a, b) => a.to.localeCompare(b.to))
    .at(-1);
  const [firstDate = '', firstClock = ''] = toWallClock(event.startsAt, event.zone).split('T');
  const [lastDate = '', lastClock = ''] = toWallClock(event.endsAt ?? event.startsAt, event.zone).split('T');
  const from = before?.to ?? (date === firstDate ? firstClock : '10:00');
  const later = `${String(Math.min(23, Number(from.slice(0, 2)) + 2)).padStart(2, '0')}:${from.slice(3)}`;
  return { date, from, to: date === lastDate && event.endsAt && later > lastClock ? lastClock : later };
}
