import { expect, test } from 'vitest';
import { clock } from '#lib/ui/time.ts';
import { dayAfter, dayAxis, instantAt, minuteOf, nextStep, snapped } from './day-axis.ts';

const berlin = 'Europe/Berlin';
const clocks = (date: string, dayChange: string, zone: string) => {
  const axis = dayAxis(date, zone, dayChange);
  const hours = [];
  for (let at = 0; at < axis.end; at += 60) hours.push(clock(instantAt(axis, at), zone, 'en'));
  return hours;
};

test('a day has the hours that really pass: one less in spring, one twice in autumn', () => {
  expect(clocks('2026-09-08', '00:00', berlin)).toHaveLength(24);
  const spring = clocks('2026-03-29', '00:00', berlin);
  expect(spring).toHaveLength(23);
  expect(spring.slice(0, 4)).toEqual(['00:00', '01:00', '03:00', '04:00']);
  const autumn = clocks('2026-10-25', '00:00', berlin);
  expect(autumn).toHaveLength(25);
  expect(autumn.slice(0, 5)).toEqual(['00:00', '01:00', '02:00', '02:00', '03:00']);
});

test('the night belongs to the day before, and with it the hour that comes twice', () => {
  const axis = dayAxis('2026-10-24', berlin, '04:00');
  expect(axis.end - axis.begin).toBe(25 * 60);
  expect(instantAt(axis, 0)).toBe('2026-10-24T02:00:00.000Z');
  expect(minuteOf(axis, '2026-10-25T02:30:00+02:00')).toBe(22 * 60 + 30);
  expect(minuteOf(axis, '2026-10-25T02:30:00+01:00')).toBe(23 * 60 + 30);
});

test('every minute of a day is one instant, and back', () => {
  for (const date of ['2026-03-29', '2026-10-25', '2026-07-01']) {
    for (const dayChange of ['00:00', '02:30', '04:00']) {
      for (const zone of [berlin, 'Australia/Lord_Howe', 'Asia/Kolkata']) {
        const axis = dayAxis(date, zone, dayChange);
        for (let at = axis.begin; at <= axis.end; at += 5) expect(minuteOf(axis, instantAt(axis, at))).toBe(at);
        // What ends a day begins the next.
        const next = dayAxis(dayAfter(date), zone, dayChange);
        expect(instantAt(next, next.begin)).toBe(instantAt(axis, axis.end));
      }
    }
  }
});

test('a day that changes within an hour is counted from that full hour', () => {
  expect(dayAxis('2026-09-08', berlin, '03:30')).toEqual({
    zero: Date.parse('2026-09-08T03:00+02:00'),
    begin: 30,
    end: 1470,
  });
});

test('steps are five minutes on the clock, also from in between', () => {
  expect([nextStep(600, 1), nextStep(602, 1), nextStep(602, -1), nextStep(600, -1)]).toEqual([605, 605, 600, 595]);
  expect([snapped(602), snapped(603)]).toEqual([600, 605]);
});
