import { setTimeout as sleep } from 'node:timers/promises';
import { HubProblem } from '@hubwerk/client';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HubClaimService } from '../../apps/hub/src/identity/hub-claim.service.ts';
import { startTestHub, type TestHub, type Visitor } from '../support/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

const password = 'correct horse battery';

async function mailedLink(recipient: string): Promise<string> {
  const [mail] = await hub.database.database.sql<{ secret_link: string }[]>`
    select secret_link from mails where recipient = ${recipient} order by id desc limit 1`;
  return mail?.secret_link ?? '';
}

test('who signs up is signed in, by a cookie scripts cannot read, until they sign out', async () => {
  const browser = hub.visitor();
  const response = await browser.fetch('/api/sign-up', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Aylin', email: 'Aylin@Example.org', password, language: 'de' }),
  });
  expect(response.status).toBe(200);
  expect(response.headers.getSetCookie().join()).toMatch(/hubwerk\.session_token=.*HttpOnly/i);
  expect(await browser.hub.call('GET /api/me')).toMatchObject({
    person: { name: 'Aylin', mail: 'aylin@example.org', mailVerified: false, admin: false },
  });
  await browser.hub.call('POST /api/sign-out');
  expect(await browser.hub.call('GET /api/me')).toMatchObject({ person: null });
});

test('a wrong password and an unknown address are refused alike', async () => {
  await hub.person('Bora');
  const tries = ['bora.1@example.org', 'nobody@example.org'].map((email) =>
    hub.visitor().hub.call('POST /api/sign-in', { body: { email, password: 'not the password' } }),
  );
  const refusals = await Promise.all(tries.map((attempt) => attempt.catch((error: HubProblem) => error)));
  expect(refusals.map((refusal) => refusal instanceof HubProblem && [refusal.status, refusal.code])).toEqual([
    [401, 'wrong_credentials'],
    [401, 'wrong_credentials'],
  ]);
});

test('an address that has an account cannot be signed up again', async () => {
  const { mail } = await hub.person('Cem');
  const again = hub
    .visitor()
    .hub.call('POST /api/sign-up', { body: { name: 'X', email: mail, password, language: 'en' } });
  await expect(again).rejects.toMatchObject({ code: 'mail_taken', status: 409 });
});

test('a mailed link signs in once', async () => {
  const browser = hub.visitor();
  await browser.hub.call('POST /api/sign-in-link', { body: { email: 'dana@example.org', next: '/events/x' } });
  const link = new URL(await mailedLink('dana@example.org'));
  expect(link.searchParams.get('next')).toBe('/events/x');
  const token = link.hash.slice(1);
  const me = await browser.hub.call('POST /api/sign-in-link/use', { body: { token } });
  expect(me.person).toMatchObject({ mail: 'dana@example.org', mailVerified: true });
  const again = hub.visitor().hub.call('POST /api/sign-in-link/use', { body: { token } });
  await expect(again).rejects.toMatchObject({ code: 'link_expired' });
});

test('who signed up with the address of another is out on every way once its owner comes, and the owner only signs in', async () => {
  const squatter = hub.visitor();
  const email = 'fatma@example.org';
  await squatter.hub.call('POST /api/sign-up', { body: { name: 'Fatma', email, password, language: 'de' } });
  const socket = squatter.socket();
  const lost: string[] = [];
  socket.onLost((reason) => lost.push(reason));
  await new Promise<void>((connected) => socket.onConnected(connected));
  const link = async (browser: Visitor) => (await browser.hub.call('GET /api/me/agenda-link')).url;
  const status = async (url: string) => (await fetch(hub.url + new URL(url).pathname)).status;
  const taken = await link(squatter);
  expect(await status(taken)).toBe(200);
  const signIn = async () => {
    const browser = hub.visitor();
    await browser.hub.call('POST /api/sign-in-link', { body: { email } });
    const token = new URL(await mailedLink(email)).hash.slice(1);
    await browser.hub.call('POST /api/sign-in-link/use', { body: { token } });
    await hub.settled();
    return browser;
  };
  const owner = await signIn();
  await vi.waitFor(() => expect(lost).toEqual(['io server disconnect', 'signed_out']), 5_000);
  expect(await status(taken)).toBe(404);
  expect((await squatter.hub.call('GET /api/me')).person).toBeNull();
  const own = await link(owner);
  const ownSocket = owner.socket();
  await new Promise<void>((connected) => ownSocket.onConnected(connected));
  const cut = vi.fn<(reason: string) => void>();
  ownSocket.onLost(cut);
  await signIn();
  expect([await status(own), cut.mock.calls]).toEqual([200, []]);
  socket.close();
  ownSocket.close();
});

test('an invited person without an account is claimed by who verifies the address, and by nobody else', async () => {
  const admin = await hub.withRole('Admin', 'admin');
  await admin.hub.call('POST /api/events', {
    body: { slug: 'invited', kind: 'meetup', format: 'online', title: { de: 'Treffen' }, zone: 'Europe/Berlin' },
  });
  const grant = await admin.hub.call('POST /api/events/:event/grants', {
    params: { event: 'invited' },
    body: { email: 'eda@example.org', name: 'Eda', role: 'organiser' },
  });
  const browser = hub.visitor();
  await browser.hub.call('POST /api/sign-up', {
    body: { name: 'Eda', email: 'eda@example.org', password, language: 'de' },
  });
  expect((await browser.hub.call('GET /api/me/events')).items).toEqual([]);
  await browser.hub.call('POST /api/mail-verification/use', {
    body: { token: new URL(await mailedLink('eda@example.org')).hash.slice(1) },
  });
  expect((await browser.hub.call('GET /api/me/events')).items.map(({ slug }) => slug)).toEqual(['invited']);
  const grants = await admin.hub.call('GET /api/events/:event/grants', { params: { event: 'invited' } });
  expect(grants.items.find(({ id }) => id === grant.id)?.person.name).toBe('Eda');
});

test('the same key makes the same thing once, and refuses other content', async () => {
  const admin = await hub.withRole('Admin', 'admin');
  const make = (slug: string) =>
    admin.fetch('/api/events', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'the-same-key' },
      body: JSON.stringify({ slug, kind: 'meetup', format: 'online', title: { de: 'Einmal' }, zone: 'Europe/Berlin' }),
    });
  const answers = await Promise.all(Array.from({ length: 8 }, () => make('once')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(
    new Set(await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id))).size,
  ).toBe(1);
  const [{ count } = { count: 0 }] = await hub.database.database
    .sql`select count(*)::int as count from events where slug = 'once'`;
  expect(count).toBe(1);
  expect((await make('once')).status).toBe(201);
  expect(await (await make('other')).json()).toMatchObject({ code: 'repeated_differently' });
});

test('who repeats a request whose answer is still to come waits for it; after a crash it is told that it is done', async () => {
  const admin = await hub.withRole('Admin', 'admin');
  const { sql } = hub.database.database;
  const make = () =>
    admin.fetch('/api/events', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'answer-to-come' },
      body: JSON.stringify({ slug: 'waited', kind: 'meetup', format: 'online', title: { de: 'Eins' }, zone: 'UTC' }),
    });
  const first = (await (await make()).json()) as { id: string };
  // As it stands between the change and its answer, or for good when the hub dies there.
  const [{ answer } = { answer: '' }] = await sql<{ answer: string }[]>`
    select answer::text as answer from idempotency_keys where key = 'answer-to-come'`;
  const forget = () => sql`update idempotency_keys set status = null, answer = null where key = 'answer-to-come'`;
  await forget();
  const twin = make();
  expect(await Promise.race([twin.then(() => 'answered'), sleep(300, 'waiting')])).toBe('waiting');
  await sql`update idempotency_keys set status = 201, answer = ${answer}::jsonb where key = 'answer-to-come'`;
  expect(await (await twin).json()).toEqual(first);
  await forget();
  expect(await (await make()).json()).toMatchObject({ code: 'already_done' });
  expect(await sql`select id from events where slug = 'waited'`).toHaveLength(1);
});

test('a sign-up that is repeated signs in or refuses, and never says so without a cookie', async () => {
  const browser = hub.visitor();
  const send = () =>
    browser.fetch('/api/sign-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'one-sign-up' },
      body: JSON.stringify({ name: 'Jale', email: 'jale@example.org', password, language: 'de' }),
    });
  const answers = [await send(), await send()];
  expect(answers.map(({ status, headers }) => [status, headers.getSetCookie().length > 0])).toEqual([
    [200, true],
    [409, false],
  ]);
});

test('a person changes the name others see', async () => {
  const person = await hub.person('Filliz Tipfehler');
  await person.hub.call('PUT /api/me/name', { body: { name: 'Filiz Richtig' } });
  expect((await person.hub.call('GET /api/me')).person).toMatchObject({ id: person.id, name: 'Filiz Richtig' });
  const accounts = await hub.database.database.sql`select name from accounts where email = ${person.mail}`;
  expect(accounts).toEqual([{ name: 'Filiz Richtig' }]);
  await expect(person.hub.call('PUT /api/me/name', { body: { name: ' ' } })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('a request from another site changes nothing', async () => {
  const { fetch } = await hub.person('Filiz');
  const foreign = await fetch('/api/sign-out', { method: 'POST', headers: { origin: 'https://evil.example' } });
  expect([foreign.status, ((await foreign.json()) as { code: string }).code]).toEqual([403, 'foreign_origin']);
});

test('the one-time link of a new hub makes exactly one admin', async () => {
  const offered = hub.running.app.get(HubClaimService);
  await hub.database.database.sql`delete from grants where role = 'admin'`;
  const stale = await offered.offer();
  const token = await offered.offer();
  const people = await Promise.all(['Gül', 'Hasan', 'Ines'].map((name) => hub.person(name)));
  await expect(people[0]?.hub.call('POST /api/hub-claim', { body: { token: stale ?? '' } })).rejects.toMatchObject({
    code: 'link_expired',
  });
  const fresh = (await offered.offer()) ?? '';
  const claims = await Promise.allSettled(
    people.map((person) => person.hub.call('POST /api/hub-claim', { body: { token: fresh } })),
  );
  expect(claims.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
  const admins = await Promise.all(people.map(async (person) => (await person.hub.call('GET /api/me')).person?.admin));
  expect(admins.filter(Boolean)).toHaveLength(1);
  expect([token === fresh, await offered.offer()]).toEqual([false, null]);
});
