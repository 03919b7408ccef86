import { expect, test } from 'vitest';
import { dayToGoOn } from './day-to-go-on.ts';

const days = ['2026-09-05', '2026-09-07', '2026-09-09', undefined];

test('who reads on begins with today, or with the next day on which there is something', () => {
  expect(dayToGoOn(days, '2026-09-07')).toBe('2026-09-07');
  expect(dayToGoOn(days, '2026-09-08')).toBe('2026-09-09');
});

test('nobody is led on where nothing is before, or nothing with a date comes after', () => {
  expect(dayToGoOn(days, '2026-09-05')).toBeUndefined();
  expect(dayToGoOn(days, '2026-09-10')).toBeUndefined();
  expect(dayToGoOn([undefined], '2026-09-07')).toBeUndefined();
  expect(dayToGoOn([], '2026-09-07')).toBeUndefined();
});
