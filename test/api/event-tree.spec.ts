import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let admin: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  admin = await hub.withRole('Admin', 'admin');
});
afterAll(() => hub.close());

const night = {
  kind: 'startup_night' as const,
  format: 'in_person' as const,
  title: { de: 'Startup-Night' },
  zone: 'Europe/Berlin',
};
const make = (slug: string, parent?: string, startsAt?: string) =>
  admin.hub.call('POST /api/events', {
    body: { ...night, slug, ...(parent && { parent }), ...(startsAt && { startsAt }) },
  });
const move = (person: TestPerson, event: string, parent: string | null) =>
  person.hub.call('PUT /api/events/:event/parent', { params: { event }, body: { parent } });
const tree = async (event: string) =>
  (await admin.hub.call('GET /api/events/:event/tree', { params: { event } })).items;
const ancestorsOf = async (slug: string) => {
  const [row] = await hub.database.database.sql<{ ancestors: string[] }[]>`
    select array(select slug from unnest(ancestors) with ordinality as a (id, place) join events e on e.id = a.id
    order by a.place) as ancestors from events where slug = ${slug}`;
  return row?.ancestors;
};

test('the tree of an event names all inside it in order of time, with what they hold', async () => {
  await make('week');
  await make('late', 'week', '2026-09-09T18:00:00+02:00');
  await make('early', 'week', '2026-09-07T18:00:00+02:00');
  await make('within-early', 'early');
  await make('beside');
  const params = { event: 'early' };
  await admin.hub.call('POST /api/events/:event/draft/sessions', { params, body: { title: { de: 'Pitch' } } });
  await admin.hub.call('POST /api/events/:event/ticket-types', {
    params,
    body: { name: { de: 'Platz' }, capacity: 5 },
  });
  await admin.hub.call('POST /api/events/:event/publication', { params });
  await admin.hub.call('POST /api/events/:event/registrations', { params, body: {} });
  const found = await tree('week');
  expect(found.map(({ slug, figures }) => [slug, figures])).toEqual([
    ['week', { sessions: 0, registrations: 0 }],
    ['early', { sessions: 1, registrations: 1 }],
    ['within-early', { sessions: 0, registrations: 0 }],
    ['late', { sessions: 0, registrations: 0 }],
  ]);
  const [, early, within] = found;
  expect(within?.parentId).toBe(early?.id);
  expect((await tree('early')).map(({ slug }) => slug)).toEqual(['early', 'within-early']);
});

test('an event that moves takes all inside it along, and roles are inherited from where it is', async () => {
  const [helper, other] = [
    await hub.person('Helper', { verified: true }),
    await hub.person('Other', { verified: true }),
  ];
  for (const [slug, parent] of [['from'], ['to'], ['moving', 'from'], ['deep', 'moving'], ['deeper', 'deep']])
    await make(slug ?? '', parent);
  for (const [event, { mail }] of [
    ['from', helper],
    ['to', other],
  ] as const)
    await admin.hub.call('POST /api/events/:event/grants', {
      params: { event },
      body: { email: mail, role: 'organiser' },
    });
  const sees = (person: TestPerson) => person.hub.call('GET /api/events/:event', { params: { event: 'deeper' } });
  expect(await sees(helper)).toMatchObject({ slug: 'deeper' });
  await expect(sees(other)).rejects.toMatchObject({ code: 'not_found' });
  // Neither edits both.
  await expect(move(helper, 'moving', 'to')).rejects.toMatchObject({ issues: [{ path: ['body', 'parent'] }] });
  await expect(move(other, 'moving', 'to')).rejects.toMatchObject({ code: 'not_found' });
  await expect(move(helper, 'moving', null)).rejects.toMatchObject({ issues: [{ path: ['body', 'parent'] }] });
  await move(admin, 'moving', 'to');
  expect(await ancestorsOf('moving')).toEqual(['to']);
  expect(await ancestorsOf('deeper')).toEqual(['to', 'moving', 'deep']);
  expect(await sees(other)).toMatchObject({ slug: 'deeper' });
  await expect(sees(helper)).rejects.toMatchObject({ code: 'not_found' });
  await move(admin, 'moving', null);
  expect(await ancestorsOf('deeper')).toEqual(['moving', 'deep']);
});

test('an event is not moved into itself, nor into what is inside it', async () => {
  for (const [slug, parent] of [['ring'], ['ring-inside', 'ring'], ['ring-innermost', 'ring-inside']])
    await make(slug ?? '', parent);
  for (const parent of ['ring', 'ring-innermost'])
    await expect(move(admin, 'ring', parent)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['body', 'parent'] }],
    });
  await expect(move(admin, 'ring', 'nowhere')).rejects.toMatchObject({ code: 'invalid_input' });
  expect(await ancestorsOf('ring-innermost')).toEqual(['ring', 'ring-inside']);
});

test('of A into B and B into A at once, one is done and the other is refused', async () => {
  const { sql } = hub.database.database;
  // Looking first and writing then, as two transactions side by side do it, makes a ring.
  const [a, b] = [await make('naive-a'), await make('naive-b')];
  const isInside = async (tx: typeof sql, inner: string, outer: string) =>
    (await tx`select 1 from events where id = ${inner} and ${outer} = any (ancestors)`).length > 0;
  let looked = 0;
  const naive = (moved: string, into: string) =>
    sql.begin(async (tx) => {
      expect(await isInside(tx as unknown as typeof sql, into, moved)).toBe(false);
      looked += 1;
      await expect.poll(() => looked).toBe(2);
      await tx`update events set parent_id = ${into}, ancestors = ${[into]}::uuid[] where id = ${moved}`;
    });
  await Promise.all([naive(a.id, b.id), naive(b.id, a.id)]);
  expect(await isInside(sql, a.id, b.id)).toBe(true);
  expect(await isInside(sql, b.id, a.id)).toBe(true);
  await sql`update events set parent_id = null, ancestors = '{}' where id in (${a.id}, ${b.id})`;

  for (let round = 0; round < 10; round += 1) {
    const [one, two] = [await make(`race-a-${round}`), await make(`race-b-${round}`)];
    const results = await Promise.allSettled([move(admin, one.id, two.id), move(admin, two.id, one.id)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = results.find((result) => result.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'invalid_input' });
    expect((await isInside(sql, one.id, two.id)) && (await isInside(sql, two.id, one.id))).toBe(false);
  }
});

test('what is made in an event while that one moves is where it belongs', async () => {
  await make('station');
  for (let round = 0; round < 10; round += 1) {
    await make(`train-${round}`);
    await Promise.all([move(admin, `train-${round}`, 'station'), make(`passenger-${round}`, `train-${round}`)]);
    expect(await ancestorsOf(`passenger-${round}`)).toEqual(['station', `train-${round}`]);
  }
});

test('a cancelled event stays to be read and takes no registrations, until it takes place after all', async () => {
  await make('rained-off');
  const params = { event: 'rained-off' };
  await admin.hub.call('POST /api/events/:event/ticket-types', {
    params,
    body: { name: { de: 'Platz' }, capacity: 5 },
  });
  await admin.hub.call('POST /api/events/:event/publication', { params });
  const guest = await hub.person('Guest');
  const register = () => guest.hub.call('POST /api/events/:event/registrations', { params, body: {} });
  await admin.hub.call('PUT /api/events/:event/cancellation', { params });
  expect(await hub.visitor().hub.call('GET /api/events/:event', { params })).toMatchObject({ cancelled: true });
  await expect(register()).rejects.toMatchObject({ code: 'not_possible_now' });
  await admin.hub.call('DELETE /api/events/:event/cancellation', { params });
  expect(await hub.visitor().hub.call('GET /api/events/:event', { params })).toMatchObject({ cancelled: false });
  await register();
});
