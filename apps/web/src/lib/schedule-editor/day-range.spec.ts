import { expect, test } from 'vitest';
import { dayAxis } from './day-axis.ts';
import { dayRange, fullHours, programmeDays } from './day-range.ts';

const axis = dayAxis('2026-09-08', 'Europe/Berlin', '04:00');
const at = (clock: number) => (clock - 4) * 60;

test('a day is shown from an hour before its first session to an hour after its last', () => {
  const evening = [
    { from: at(17.5), to: at(18) },
    { from: at(22), to: at(24.25) },
  ];
  expect(dayRange(axis, evening, at(0))).toEqual({ from: at(16), to: at(26) });
});

test('a single session still has six hours around it, and none has the usual day', () => {
  expect(dayRange(axis, [{ from: at(10), to: at(10.5) }], at(0))).toEqual({ from: at(9), to: at(15) });
  expect(dayRange(axis, [], at(0))).toEqual({ from: at(9), to: at(18) });
});

test('no day is shown beyond its ends', () => {
  expect(dayRange(axis, [{ from: at(4), to: at(28) }], at(0))).toEqual({ from: at(4), to: at(28) });
  expect(dayRange(axis, [{ from: at(27), to: at(27.5) }], at(0))).toEqual({ from: at(22), to: at(28) });
});

test('what is somewhere within hours takes them whole', () => {
  expect(fullHours({ from: 95, to: 125 })).toEqual({ from: 60, to: 180 });
});

test('the days to choose from are those of the sessions and the first two weeks of the event', () => {
  expect(programmeDays(['2026-09-10', '2026-09-08'], '2026-09-08', '2026-09-09')).toEqual([
    '2026-09-08',
    '2026-09-09',
    '2026-09-10',
  ]);
  expect(programmeDays([], '2026-09-08', null)).toEqual(['2026-09-08']);
  expect(programmeDays(['2026-12-01'], '2026-09-01', '2026-12-31')).toHaveLength(15);
  expect(programmeDays([], null, null)).toEqual([]);
});
