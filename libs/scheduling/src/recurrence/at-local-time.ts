import { Temporal } from 'temporal-polyfill';

/**
 * When clocks in a zone show a time on a day. A time that a change of the clocks leaves out is as much later as the change
 * (02:30 becomes 03:30); one that it brings twice is the first, as RFC 5545 has it.
 * @param date `YYYY-MM-DD`
 * @param time `HH:MM`
 * @param zone an IANA name
 */
export function atLocalTime(date: string, time: string, zone: string): Date {
  return instantOf(Temporal.PlainDateTime.from(`${date}T${time}`), zone);
}

/**
 * From a time on a day for so many minutes as the clocks there count them, so that an evening ends when its programme says
 * so; where the clocks are changed back or forth over the whole of it, for that long as time passes.
 * @param minutes more than none
 */
export function localSpan(date: string, time: string, minutes: number, zone: string): { startsAt: Date; endsAt: Date } {
  const startsAt = atLocalTime(date, time, zone);
  const endsAt = instantOf(Temporal.PlainDateTime.from(`${date}T${time}`).add({ minutes }), zone);
  return { startsAt, endsAt: endsAt > startsAt ? endsAt : new Date(startsAt.getTime() + minutes * 60_000) };
}

const instantOf = (local: Temporal.PlainDateTime, zone: string) =>
  new Date(local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
