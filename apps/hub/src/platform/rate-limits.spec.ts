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

test('a venue whose people ask for links all at once gets them; who mails links to the world from one network is stopped', async () => {
  const limits = new RateLimits(null);
  const asking = (who: number, address: string) => taken(limits.spendOnLink(`guest${who}@example.org`, address));
  for (let round = 0; round < 3; round += 1)
    for (let guest = 0; guest < 600; guest += 1) expect(await asking(guest, '192.0.2.7')).toBe(true);
  let mailed = 0;
  for (let stranger = 600; stranger < 5000; stranger += 1) if (await asking(stranger, '192.0.2.7')) mailed += 1;
  expect(mailed).toBe(200);
  expect(await taken(limits.spendOnLinkFrom('192.0.2.7'))).toBe(false);
  expect(await asking(5000, '198.51.100.4')).toBe(true);
  vi.advanceTimersByTime(60 * 60 * 1000);
  expect(await asking(5001, '192.0.2.7')).toBe(true);
});
