import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { atLocalTime, localSpan } from './at-local-time.ts';
import { recurrenceDates } from './recurrence-dates.ts';
import { daysUntil, shiftDays } from './shift-days.ts';

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'] as const;
const local = (instant: Date, zone: string) => DateTime.fromJSDate(instant, { zone }).toFormat('yyyy-MM-dd HH:mm');
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const date = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
/** Days on which clocks are changed somewhere, so that properties meet gaps and double hours every time. */
const changes = fc.constantFrom('2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2026-10-04');

/** Times that the clocks of a zone leave out on a day, by looking at each minute that passes. */
function leftOut(day: string, wanted: string, zone: string): boolean {
  const noon = DateTime.fromISO(`${day}T12:00`, { zone: 'utc' }).toMillis();
  for (let at = noon - 36 * 3_600_000; at < noon + 36 * 3_600_000; at += 60_000)
    if (local(new Date(at), zone) === `${day} ${wanted}`) return false;
  return true;
}

test('an hour that is left out is later by the change, one that comes twice is the first', () => {
  const at = (day: string, wanted: string, zone: string) => atLocalTime(day, wanted, zone).toISOString();
  expect(at('2026-03-29', '02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  expect(at('2026-10-25', '02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  expect(at('2026-03-08', '02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
  expect(at('2026-11-01', '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
  expect(at('2026-10-04', '02:15', 'Australia/Lord_Howe')).toBe('2026-10-03T15:45:00.000Z');
  expect(at('2026-04-05', '01:45', 'Australia/Lord_Howe')).toBe('2026-04-04T14:45:00.000Z');
  expect(at('2026-03-29', '02:30', 'Asia/Kolkata')).toBe('2026-03-28T21:00:00.000Z');
});

test('every date of a series is at the local time asked for, in order, none twice', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.oneof(date, changes), time, (zone, first, wanted) => {
      const dates = recurrenceDates('FREQ=WEEKLY;COUNT=60', first);
      const instants = dates.map((day) => atLocalTime(day, wanted, zone));
      const inOrder = instants.map((instant) => instant.getTime());
      expect(inOrder).toEqual([...new Set(inOrder)].toSorted((a, b) => a - b));
      for (const [index, day] of dates.entries()) {
        const shown = local(instants[index]!, zone);
        if (shown !== `${day} ${wanted}`) expect([shown, leftOut(day, wanted, zone)]).toEqual([shown, true]);
      }
    }),
  );
});

test('a stretch ends at the local time that its length leads to, and always after it begins', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.oneof(date, changes),
      time,
      fc.integer({ min: 1, max: 60 * 36 }),
      (zone, day, wanted, minutes) => {
        const { startsAt, endsAt } = localSpan(day, wanted, minutes, zone);
        expect(endsAt.getTime()).toBeGreaterThan(startsAt.getTime());
        const difference = endsAt.getTime() - startsAt.getTime() - minutes * 60_000;
        expect(Math.abs(difference)).toBeLessThanOrEqual(3_600_000);
      },
    ),
  );
  const evening = localSpan('2026-03-28', '22:00', 8 * 60, 'Europe/Berlin');
  expect(local(evening.endsAt, 'Europe/Berlin')).toBe('2026-03-29 06:00');
});

test('what is moved by whole days stays at its time of day, there and back', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      date,
      time,
      fc.integer({ min: -400, max: 400 }),
      (zone, day, wanted, days) => {
        const instant = atLocalTime(day, wanted, zone);
        const there = shiftDays(instant, days, zone);
        const target = DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate()!;
        expect(there).toEqual(atLocalTime(target, local(instant, zone).slice(11), zone));
        expect(daysUntil(instant, target, zone)).toBe(days + (local(instant, zone).slice(0, 10) === day ? 0 : NaN));
      },
    ),
  );
});
