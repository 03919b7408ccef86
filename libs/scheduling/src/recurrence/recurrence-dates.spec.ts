import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { recurrenceDates } from './recurrence-dates.ts';
import { splitRecurrence } from './split-recurrence.ts';

const problemOf = (rule: string) => {
  try {
    return recurrenceDates(rule, '2026-01-01');
  } catch (error) {
    return (error as { problem?: string }).problem;
  }
};

test('rules name the days that RFC 5545 says', () => {
  expect(recurrenceDates('FREQ=MONTHLY;BYDAY=1TH;COUNT=3', '2026-01-02')).toEqual([
    '2026-02-05',
    '2026-03-05',
    '2026-04-02',
  ]);
  expect(recurrenceDates('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20260126', '2026-01-01')).toEqual([
    '2026-01-01',
    '2026-01-12',
    '2026-01-15',
    '2026-01-26',
  ]);
  expect(recurrenceDates('FREQ=YEARLY;COUNT=2', '2024-02-29')).toEqual(['2024-02-29', '2028-02-29']);
  expect(recurrenceDates('FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2', '2026-01-31')).toEqual(['2026-01-31', '2026-02-28']);
});

test('a rule without an end, with too many days, without any or of other words is said to be so', () => {
  expect(problemOf('FREQ=WEEKLY')).toBe('endless');
  expect(problemOf('FREQ=DAILY;UNTIL=20991231')).toBe('too_many');
  expect(problemOf('FREQ=DAILY;COUNT=261')).toBe('too_many');
  expect(problemOf('FREQ=DAILY;UNTIL=20251231')).toBe('never');
  expect(problemOf('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=99991231')).toBe('never');
  for (const rule of [
    '',
    'COUNT=3',
    'FREQ=HOURLY;COUNT=3',
    'FREQ=DAILY;COUNT=3;BYHOUR=9',
    'FREQ=DAILY;COUNT=3;COUNT=4',
    'FREQ=DAILY;COUNT=3;UNTIL=20260105',
    'FREQ=DAILY;COUNT=0',
    'FREQ=DAILY;UNTIL=20261399',
    'FREQ=MONTHLY;BYMONTHDAY=99;COUNT=2',
    'FREQ=WEEKLY;BYDAY=XX;COUNT=2',
    'FREQ=WEEKLY;COUNT=2\nDTSTART:20260101',
    '__proto__=1',
  ])
    expect([rule, problemOf(rule)]).toEqual([rule, 'unreadable']);
});

const from = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const end = fc.oneof(
  fc.integer({ min: 2, max: 30 }).map((count) => `COUNT=${count}`),
  fc.integer({ min: 2032, max: 2033 }).map((year) => `UNTIL=${year}0615`),
);
const interval = fc.integer({ min: 1, max: 4 }).map((every) => `INTERVAL=${every}`);
const pattern = fc.oneof(
  fc.constant('FREQ=MONTHLY'),
  fc.constant('FREQ=YEARLY'),
  fc.subarray([...weekdays], { minLength: 1, maxLength: 2 }).map((days) => `FREQ=WEEKLY;BYDAY=${days.join(',')}`),
  fc
    .tuple(fc.constantFrom(-1, 1, 2, 3), fc.constantFrom(...weekdays))
    .map(([n, day]) => `FREQ=MONTHLY;BYDAY=${n}${day}`),
  fc.integer({ min: 1, max: 31 }).map((day) => `FREQ=MONTHLY;BYMONTHDAY=${day}`),
);

test('days come in order, none twice, none before the first', () => {
  fc.assert(
    fc.property(pattern, interval, fc.integer({ min: 1, max: 60 }), from, (freq, every, count, first) => {
      const dates = recurrenceDates(`${freq};${every};COUNT=${count}`, first);
      expect(dates).toHaveLength(count);
      expect(dates).toEqual([...new Set(dates)].toSorted());
      expect(dates[0]! >= first).toBe(true);
    }),
  );
});

test('a weekly rule names what counting days one by one finds', () => {
  const some = fc.subarray([...weekdays], { minLength: 1 });
  fc.assert(
    fc.property(
      some,
      fc.integer({ min: 1, max: 4 }),
      from,
      fc.integer({ min: 1, max: 40 }),
      (days, every, first, count) => {
        const found: string[] = [];
        const day = new Date(first);
        // The Monday of its week: weeks are counted from there.
        const monday = day.getTime() - ((day.getUTCDay() + 6) % 7) * 86_400_000;
        for (; found.length < count; day.setUTCDate(day.getUTCDate() + 1)) {
          const week = Math.floor((day.getTime() - monday) / (7 * 86_400_000));
          const weekday = weekdays[(day.getUTCDay() + 6) % 7];
          if (week % every === 0 && weekday && days.includes(weekday)) found.push(day.toISOString().slice(0, 10));
        }
        const rule = `FREQ=WEEKLY;INTERVAL=${every};BYDAY=${days.join(',')};COUNT=${count}`;
        expect(recurrenceDates(rule, first)).toEqual(found);
      },
    ),
  );
});

test('a rule that is split at any of its days names the same days', () => {
  const tried = fc.tuple(
    pattern,
    interval,
    end,
    from.filter((day) => !day.endsWith('02-29')).map((day) => `2031${day.slice(4)}`),
    fc.nat(),
  );
  fc.assert(
    fc.property(tried, ([freq, every, until, first, place]) => {
      const rule = `${freq};${every};${until}`;
      const dates = recurrenceDates(rule, first);
      fc.pre(dates.length > 1);
      const at = dates[1 + (place % (dates.length - 1))]!;
      const { before, following } = splitRecurrence({ rule, from: first }, at);
      expect([
        ...recurrenceDates(before.rule, before.from),
        ...recurrenceDates(following.rule, following.from),
      ]).toEqual(dates);
    }),
  );
});

test('a rule is not split at its first day, nor at one it does not name', () => {
  const rule = { rule: 'FREQ=WEEKLY;COUNT=3', from: '2026-01-01' };
  for (const at of ['2026-01-01', '2026-01-02']) expect(() => splitRecurrence(rule, at)).toThrow(RangeError);
});
