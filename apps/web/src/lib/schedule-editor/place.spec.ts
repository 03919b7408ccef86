import { expect, test } from 'vitest';
import { dayAxis } from './day-axis.ts';
import { nudged, type Nudge, type TimedPlace } from './place.ts';

const axis = dayAxis('2026-10-25', 'Europe/Berlin', '00:00');
const place: TimedPlace = { roomId: 'b', startsAt: '2026-10-25T00:55:00.000Z', endsAt: '2026-10-25T01:25:00.000Z' };
const after = (...nudges: Nudge[]) =>
  nudges.reduce((moved, nudge) => nudged(moved, nudge, axis, ['a', 'b', 'c']), place);

test('arrows move by five minutes and by room, and stop at the last one', () => {
  expect(after('later')).toEqual({
    ...place,
    startsAt: '2026-10-25T01:00:00.000Z',
    endsAt: '2026-10-25T01:30:00.000Z',
  });
  expect(after('left')).toEqual({ ...place, roomId: 'a' });
  expect(after('left', 'left')).toEqual({ ...place, roomId: 'a' });
  expect(after('right', 'right', 'right')).toEqual({ ...place, roomId: 'c' });
});

test('an hour later is an hour later, also where the clocks go back', () => {
  expect(after('hour-later').startsAt).toBe('2026-10-25T01:55:00.000Z');
  expect(after('hour-later', 'hour-earlier')).toEqual(place);
});

test('a session is never shorter than a step', () => {
  expect(after('longer').endsAt).toBe('2026-10-25T01:30:00.000Z');
  expect(after(...Array<Nudge>(10).fill('shorter')).endsAt).toBe('2026-10-25T01:00:00.000Z');
});

test('nothing leaves its day', () => {
  expect(after(...Array<Nudge>(60).fill('earlier')).startsAt).toBe('2026-10-24T22:00:00.000Z');
  expect(after(...Array<Nudge>(30).fill('hour-later')).startsAt).toBe('2026-10-25T22:55:00.000Z');
});
