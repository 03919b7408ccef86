import { expect, test } from 'vitest';
import { datesAround } from './dates-around.ts';

const slot = (startsAt: string | null, endsAt: string | null) => ({ slot: { startsAt, endsAt } });
const day = { startsAt: '2026-09-08T08:00:00.000Z', endsAt: '2026-09-08T18:00:00.000Z' };

test('an event grows by what of its programme lies outside, and never shrinks', () => {
  expect(datesAround(day, [slot('2026-09-08T10:00:00Z', '2026-09-08T11:00:00Z')])).toEqual(day);
  expect(datesAround(day, [slot('2026-09-07T10:00:00Z', '2026-09-08T09:00:00Z'), slot(null, null)])).toEqual({
    ...day,
    startsAt: '2026-09-07T10:00:00.000Z',
  });
});

test('an event at another time altogether moves to its programme', () => {
  expect(datesAround(day, [slot('2020-12-14T08:00:00Z', '2020-12-16T17:00:00Z')])).toEqual({
    startsAt: '2020-12-14T08:00:00.000Z',
    endsAt: '2020-12-16T17:00:00.000Z',
  });
});

test('an event without a date gets that of its programme', () => {
  const undated = { startsAt: null, endsAt: null };
  expect(datesAround(undated, [slot('2026-09-07T12:00:00+02:00', '2026-09-07T11:00:00Z')])).toEqual({
    startsAt: '2026-09-07T10:00:00.000Z',
    endsAt: '2026-09-07T11:00:00.000Z',
  });
  expect(datesAround(undated, [slot(null, null)])).toEqual(undated);
});
