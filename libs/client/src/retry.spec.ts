import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Retry } from './retry.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Milliseconds until the next try. */
function pauseOf(retry: Retry, tried: () => number): number {
  const before = tried();
  retry.failed();
  const start = Date.now();
  while (tried() === before) vi.advanceTimersByTime(50);
  return Date.now() - start;
}

test('the pauses grow up to half a minute, are never the same for all, and are short again after a success', () => {
  const again = vi.fn<() => void>();
  const tried = () => again.mock.calls.length;
  const [one, other] = [new Retry(again), new Retry(again)];
  const pauses = Array.from({ length: 12 }, () => pauseOf(one, tried));
  expect(pauses[0]).toBeLessThanOrEqual(800);
  for (const pause of pauses.slice(7)) {
    expect(pause).toBeGreaterThanOrEqual(15_000);
    expect(pause).toBeLessThanOrEqual(45_050);
  }
  expect(Array.from({ length: 12 }, () => pauseOf(other, tried))).not.toEqual(pauses);
  expect(one.failures).toBe(12);
  one.worked();
  expect(pauseOf(one, tried)).toBeLessThanOrEqual(800);
});

test('however often it fails at once there is one next try, and none after a stop', () => {
  const again = vi.fn<() => void>();
  const retry = new Retry(again);
  retry.failed();
  retry.failed();
  vi.runAllTimers();
  expect(again).toHaveBeenCalledOnce();
  retry.failed();
  retry.stop();
  vi.runAllTimers();
  expect(again).toHaveBeenCalledOnce();
  retry.end();
  retry.failed();
  vi.runAllTimers();
  expect(again).toHaveBeenCalledOnce();
});
