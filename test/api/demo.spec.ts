import type { Disk } from 'flydrive';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STORAGE } from '../../apps/hub/src/files/storage.ts';
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

test('a jury is at work, with one of those one can be on it and something left to score', async () => {
  const { hub: organiser } = hub.visitor();
  await organiser.call('POST /api/demo/sign-in', { body: { as: 'organiser' } });
  const { days } = await organiser.call('GET /api/me/agenda');
  const duty = days.flatMap(({ items }) => items).find(({ kind }) => kind === 'judging');
  const [, event = '', challenge = ''] = duty?.path.match(/^\/events\/(.+)\/challenges\/(.+)\/jury$/) ?? [];
  const params = { event, challenge };
  const judging = await organiser.call('GET /api/events/:event/challenges/:challenge/judging', { params });
  expect(judging).toMatchObject({ open: true, pitches: [{ scores: [] }, { scores: [] }, { scores: [] }] });
  const stages = await organiser.call('GET /api/events/:event/stages', { params });
  const { sessions } = await organiser.call('GET /api/events/:event/schedule', { params });
  expect(stages.items.map(({ roomId }) => roomId)).toEqual(
    expect.arrayContaining(sessions.map(({ roomId }) => roomId)),
  );
  const { items } = await organiser.call('GET /api/events/:event/challenges/:challenge/jury', { params });
  expect(items.map(({ name, given }) => [name, given])).toEqual(
    expect.arrayContaining([
      ['Miriam Kaya', 0],
      ['Thomas Wieczorek', 6],
      ['Emre Yıldız', 3],
    ]),
  );
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

test('a demo that was interrupted is gone at the next start, whatever that wants, unless somebody uses the hub', async () => {
  const interrupted = await startTestHub();
  try {
    const { sql } = interrupted.database.database;
    const next = () => offerHub(interrupted.running.app);
    const interrupt = () => sql`insert into settings values ('demo', '"seeding"')`;
    const left = async () =>
      (await sql<{ email: string }[]>`select email from accounts order by email`).map(({ email }) => email);
    const { hub: half } = interrupted.visitor();
    const signUp = (email: string) =>
      half.call('POST /api/sign-up', { body: { name: 'A', email, password: 'correct horse battery', language: 'de' } });

    await signUp('half@demo.invalid');
    await interrupt();
    const storage = interrupted.running.app.get<Disk>(STORAGE);
    const [file] = await sql<{ id: string }[]>`
      insert into files (id, owner_id, purpose, name, type, variants)
      select gen_random_uuid(), id, 'image', 'x', 'image/webp', '[]' from persons returning id`;
    await storage.put(`${file?.id}/100`, 'bytes');
    await next();
    await interrupted.settled();
    expect([await left(), await storage.exists(`${file?.id}/100`)]).toEqual([[], false]);

    await signUp('half@demo.invalid');
    await signUp('real@example.org');
    await interrupt();
    await next();
    await next();
    expect(await left()).toEqual(['half@demo.invalid', 'real@example.org']);
    expect(await sql`select 1 from settings where name = 'demo'`).toHaveLength(0);
  } finally {
    await interrupted.close();
  }
});

test('a hub into which something was brought before its first start gets no demo, and loses nothing to an interrupted one', async () => {
  const filled = await startTestHub({ environment: { HUB_DEMO: 'on' } });
  try {
    const { sql } = filled.database.database;
    const add = {
      event: () => sql`insert into events (id, slug, kind, format, title, zone)
        values (gen_random_uuid(), 'lichthof', 'meetup', 'online', '{}', 'Europe/Berlin')`,
      person: () => sql`insert into persons (id, name) values (gen_random_uuid(), 'Ada')`,
    };
    const there = () => sql`select slug as name from events union all select name from persons`;
    for (const [thing, name] of [['event', 'lichthof'] as const, ['person', 'Ada'] as const]) {
      await add[thing]();
      await offerHub(filled.running.app);
      expect(await there()).toEqual([{ name }]);
      await sql`insert into settings values ('demo', '"seeding"')`;
      await offerHub(filled.running.app);
      expect(await there()).toEqual([{ name }]);
      await sql`delete from events`;
      await sql`delete from persons`;
    }
  } finally {
    await filled.close();
  }
});

test('a second hub waits for the demo that the first is making, and takes it as it is', async () => {
  const making = await startTestHub();
  try {
    const { sql } = making.database.database;
    const first = await sql.reserve();
    await first`select pg_advisory_lock(hashtextextended('demo', 0))`;
    await sql`insert into settings values ('demo', '"seeding"')`;
    await making.visitor().hub.call('POST /api/sign-up', {
      body: { name: 'A', email: 'half@demo.invalid', password: 'correct horse battery', language: 'de' },
    });
    const second = offerHub(making.running.app);
    const waiting = () => sql`select from pg_locks where locktype = 'advisory' and not granted`;
    await expect.poll(waiting).toHaveLength(1);
    await sql`update settings set value = '{}' where name = 'demo'`;
    await first`select pg_advisory_unlock(hashtextextended('demo', 0))`;
    first.release();
    await second;
    // That an unfinished one is taken away where nobody is at it, the test before this one shows.
    expect(await sql`select email from accounts`).toEqual([{ email: 'half@demo.invalid' }]);
  } finally {
    await making.close();
  }
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
