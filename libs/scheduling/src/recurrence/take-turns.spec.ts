import { expect, test } from 'vitest';
import { takeTurns } from './take-turns.ts';

const dates = ['2026-01-01', '2026-02-05', '2026-03-05', '2026-04-02'];
const turns = (...given: Parameters<typeof takeTurns>) => [...takeTurns(...given).values()];

test('places take turns, from whichever is first', () => {
  expect(turns(dates, 2, 0, [])).toEqual([0, 1, 0, 1]);
  expect(turns(dates, 3, 2, [])).toEqual([2, 0, 1, 2]);
  expect(turns(dates, 0, 0, [])).toEqual([0, 0, 0, 0]);
});

test('a skipped date uses its turn up, unless it is passed on', () => {
  expect(turns(dates, 2, 0, [{ date: '2026-02-05', turn: 'kept' }])).toEqual([0, 1, 0, 1]);
  expect(turns(dates, 2, 0, [{ date: '2026-02-05', turn: 'passed_on' }])).toEqual([0, 1, 1, 0]);
});
