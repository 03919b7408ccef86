import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overlaps, union } from './interval.ts';

const interval = fc
  .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 10 }))
  .map(([start, length]) => ({ start, end: start + length }));

it('intervals that only touch do not overlap', () => {
  expect(overlaps({ start: 1, end: 2 }, { start: 2, end: 3 })).toBe(false);
  expect(overlaps({ start: 1, end: 3 }, { start: 2, end: 4 })).toBe(true);
});

it('a union covers the same instants with gaps between its parts', () => {
  fc.assert(
    fc.property(fc.array(interval), (intervals) => {
      const covers = (parts: typeof intervals, at: number) => parts.some(({ start, end }) => start <= at && at < end);
      const merged = union(intervals);
      for (let at = 0; at < 60; at += 1) expect(covers(merged, at)).toBe(covers(intervals, at));
      merged.forEach((part, index) => expect(index === 0 || merged[index - 1]!.end < part.start).toBe(true));
    }),
  );
});
