import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RateLimits } from './rate-limits.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const taken = (attempt: Promise<void>) =>
  attempt.then(
    () => true,
    () => false,
  );

test.each([
  ['one address', () => '192.0.2.7'],
  ['one connection with all its addresses', (minute: number) => `2001:db8:1:2::${minute}`],
])('who asks for links from %s all day does not keep the owner of the account from one', async (_, from) => {
  const limits = new RateLimits(null);
  let mailed = 0;
  for (let minute = 0; minute < 24 * 60; minute += 1) {
    for (let ask = 0; ask < 6; ask += 1)
      if (await taken(limits.spendOnLink('owner@example.org', from(minute)))) mailed += 1;
    if (minute % 60 === 59) expect(await taken(limits.spendOnLink('owner@example.org', '198.51.100.4'))).toBe(true);
    vi.advanceTimersByTime(60_000);
  }
  expect(mailed).toBeGreaterThan(100);
});

test('many addresses at once are a flood, and stopped', async () => {
  const limits = new RateLimits(null);
  let mailed = 0;
  for (let network = 0; network < 100; network += 1)
    if (await taken(limits.spendOnLink('owner@example.org', `198.51.100.${network}`))) mailed += 1;
  expect(mailed).toBe(60);
});
