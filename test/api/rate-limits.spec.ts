import type { HubProblem } from '@hubwerk/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RateLimits } from '../../apps/hub/src/platform/rate-limits.ts';
import { startTestHub, type TestHub } from '../support/test-hub.ts';

let behindProxy: TestHub;
let open: TestHub;
beforeAll(async () => {
  behindProxy = await startTestHub({ environment: { TRUSTED_PROXIES: '127.0.0.0/8' } });
  open = await startTestHub();
});
afterAll(() => Promise.all([open.close(), behindProxy.close()]));

const password = 'correct horse battery';
async function signIn(hub: TestHub, from: string, email: string, tried: string): Promise<number> {
  const { status } = await fetch(`${hub.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify({ email, password: tried }),
  });
  return status;
}

test('who guesses a password is stopped, and its owner still gets in from where they are', async () => {
  const { mail } = await behindProxy.person('Owner');
  const guesses = [];
  for (let guess = 0; guess < 12; guess += 1) guesses.push(await signIn(behindProxy, '203.0.113.9', mail, 'wrong'));
  expect(guesses).toEqual([...Array<number>(10).fill(401), 429, 429]);
  expect(await signIn(behindProxy, '203.0.113.9', mail, password)).toBe(429);
  expect(await signIn(behindProxy, '198.51.100.4', mail, password)).toBe(200);
  const link = behindProxy.visitor().hub.call('POST /api/sign-in-link', { body: { email: mail } });
  await expect(link).resolves.toBeUndefined();
});

test('without trusted proxies nobody chooses the address they are counted by', async () => {
  const { mail } = await open.person('Owner');
  const guesses = [];
  for (let guess = 0; guess < 12; guess += 1) guesses.push(await signIn(open, `203.0.113.${guess}`, mail, 'wrong'));
  expect(guesses.slice(10)).toEqual([429, 429]);
});

test('a guesser with many addresses is stopped as well', async () => {
  const limits = behindProxy.running.app.get(RateLimits);
  const tries = Array.from({ length: 201 }, (_, index) =>
    limits.spendOnAccount('wanted@example.org', `2001:db8:${index}::1`).then(
      () => 'tried',
      (error: HubProblem) => error.code,
    ),
  );
  expect((await Promise.all(tries)).filter((outcome) => outcome !== 'tried')).toEqual(['too_many_requests']);
});

test('links are mailed to an address a few times, not all day', async () => {
  const ask = () =>
    behindProxy.visitor().hub.call('POST /api/sign-in-link', { body: { email: 'flooded@example.org' } });
  for (let asked = 0; asked < 5; asked += 1) await ask();
  await expect(ask()).rejects.toMatchObject({ code: 'too_many_requests', status: 429 });
});

test('whoever has 2000 links mailed in an hour gets no more, by signing up neither', async () => {
  const limits = behindProxy.running.app.get(RateLimits);
  for (let mailed = 0; mailed < 1999; mailed += 1) await limits.spendOnLinkFrom('203.0.113.50');
  const signUp = async (from: string, email: string) => {
    const { status } = await fetch(`${behindProxy.url}/api/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
      body: JSON.stringify({ name: 'Somebody', email, password, language: 'de' }),
    });
    return status;
  };
  expect(await signUp('203.0.113.50', 'victim1@example.org')).toBe(200);
  expect(await signUp('203.0.113.50', 'victim2@example.org')).toBe(429);
  expect(await signUp('198.51.100.50', 'victim2@example.org')).toBe(200);
});

test('a whole venue behind one address signs in at once; what no venue does is stopped', async () => {
  const limits = behindProxy.running.app.get(RateLimits);
  const venue = '192.0.2.77';
  for (let guest = 0; guest < 3000; guest += 1) {
    await limits.spend(undefined, venue);
    await limits.spendOnAccount(`guest${guest}@example.org`, venue);
  }
  expect(await signIn(behindProxy, venue, (await behindProxy.person('Guest')).mail, password)).toBe(200);
  for (let request = 3001; request < 6000; request += 1) await limits.spend(undefined, venue);
  await expect(limits.spend(undefined, venue)).rejects.toMatchObject({ code: 'too_many_requests' });
  await expect(limits.spend('somebody-signed-in', venue)).resolves.toBeUndefined();
});

test('one person is counted by who they are', async () => {
  const limits = behindProxy.running.app.get(RateLimits);
  for (let change = 0; change < 240; change += 1) await limits.spend('busy', '192.0.2.1');
  await expect(limits.spend('busy', '192.0.2.2')).rejects.toMatchObject({ code: 'too_many_requests' });
  await expect(limits.spend('other', '192.0.2.1')).resolves.toBeUndefined();
});
