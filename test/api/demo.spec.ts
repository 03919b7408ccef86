import { afterAll, beforeAll, expect, test } from 'vitest';
import { offerHub } from '../../apps/hub/src/offer-hub.ts';
import { startTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let firstStart: number;
beforeAll(async () => {
  hub = await startTestHub({ environment: { HUB_DEMO: 'on' } });
  firstStart = Date.now();
  await offerHub(hub.running.app);
});
afterAll(() => hub.close());

test('a demo hub tells of a week of two dozen events in six cities, in both languages', async () => {
  const { hub: visitor } = hub.visitor();
  const week = await visitor.call('GET /api/events/:event', { params: { event: 'startupweek-ruhr' } });
  const { items } = await visitor.call('GET /api/events', { query: { inside: week.slug, limit: 200 } });
  expect(items.length).toBeGreaterThanOrEqual(22);
  expect(items.filter(({ title }) => !title.de || !title.en)).toEqual([]);
  const cities = new Set(items.map(({ city }) => city));
  for (const city of ['Bochum', 'Dortmund', 'Duisburg', 'Essen', 'Gelsenkirchen', 'Mülheim an der Ruhr']) {
    expect(cities).toContain(city);
  }
});

test('at the first start one night is on, with a session on a stage, and registration is open', async () => {
  const { hub: visitor } = hub.visitor();
  const params = { event: 'startup-nacht-essen' };
  const isOn = (one: { startsAt: string | null; endsAt: string | null }) =>
    Date.parse(one.startsAt ?? '') <= firstStart && firstStart < Date.parse(one.endsAt ?? '');
  expect(isOn(await visitor.call('GET /api/events/:event', { params }))).toBe(true);
  const stages = await visitor.call('GET /api/events/:event/stages', { params });
  const { sessions } = await visitor.call('GET /api/events/:event/schedule', { params });
  const rooms = sessions.filter(isOn).map(({ roomId }) => roomId);
  expect(stages.items.filter(({ roomId }) => rooms.includes(roomId))).not.toEqual([]);
  const { items } = await visitor.call('GET /api/events/:event/ticket-types', { params });
  expect(items).not.toEqual([]);
});

test('one click signs in as each of the four, from this machine only', async () => {
  for (const as of ['organiser', 'exhibitor', 'speaker', 'attendee'] as const) {
    const me = await hub.visitor().hub.call('POST /api/demo/sign-in', { body: { as } });
    expect(me).toMatchObject({ demo: true, person: { organiser: as === 'organiser' } });
  }
  const throughProxy = await hub.visitor().fetch('/api/demo/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7' },
    body: JSON.stringify({ as: 'organiser' }),
  });
  expect(throughProxy.status).toBe(404);
});

test('a second start makes nothing twice', async () => {
  await offerHub(hub.running.app);
  const { items } = await hub.visitor().hub.call('GET /api/events', { query: { limit: 200 } });
  expect(items.filter(({ slug }) => slug === 'startupweek-ruhr')).toHaveLength(1);
});

test('a hub without a demo offers none', async () => {
  const plain = await startTestHub();
  try {
    await offerHub(plain.running.app);
    expect(await plain.visitor().hub.call('GET /api/me')).toMatchObject({ demo: false });
    await expect(
      plain.visitor().hub.call('POST /api/demo/sign-in', { body: { as: 'organiser' } }),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
  } finally {
    await plain.close();
  }
});
