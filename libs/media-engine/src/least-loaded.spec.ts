import { expect, test } from 'vitest';
import { leastLoaded } from './least-loaded.ts';

test('a room goes to the worker with the least to do, the first of equals', () => {
  const [a, b, c] = [{ load: 3 }, { load: 1 }, { load: 1 }];
  expect(leastLoaded([a, b, c])).toBe(b);
});

test('without workers there is no place', () => {
  expect(leastLoaded([])).toBeUndefined();
});
