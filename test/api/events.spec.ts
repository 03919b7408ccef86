import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { Database } from '../../apps/hub/src/database/database.ts';
import { EventService } from '../../apps/hub/src/events/event.service.ts';
import { startTestHub, type TestHub, type TestPerson, type Visitor } from '../support/test-hub.ts';

let hub: TestHub;
let admin: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  admin = await hub.withRole('Admin', 'admin');
});
afterAll(() => hub.close());

const week = {
  slug: 'startup-woche',
  kind: 'startup_week' as const,
  format: 'hybrid' as const,
  title: { de: 'Start-up-Woche', en: 'Start-up week' },
  zone: 'Europe/Berlin',
  startsAt: '2026-09-07T08:00:00+02:00',
  endsAt: '2026-09-11T22:00:00+02:00',
};

test('a new event is a draft that only its team sees, until it is published', async () => {
  const visitor = hub.visitor();
  const stranger = await hub.person('Stranger');
  await admin.hub.call('POST /api/events', { body: week });
  const read = { params: { event: week.slug } };
  expect(await admin.hub.call('GET /api/events/:event', read)).toMatchObject({
    published: false,
    startsAt: '2026-09-07T06:00:00.000Z',
  });
  for (const other of [visitor, stranger]) {
    await expect(other.hub.call('GET /api/events/:event', read)).rejects.toMatchObject({
      code: 'not_found',
      status: 404,
    });
  }
  await admin.hub.call('POST /api/events/:event/publication', read);
  expect(await visitor.hub.call('GET /api/events/:event', read)).toMatchObject({ title: week.title, published: true });
  expect((await visitor.hub.call('GET /api/events')).items.map(({ slug }) => slug)).toContain(week.slug);
});

test('times of years that the database does not keep are refused, and the first and last it keeps come back', async () => {
  const kept = { ...week, slug: 'far', startsAt: '1000-01-01T00:00:00.000Z', endsAt: '9998-12-30T00:00:00.000Z' };
  expect(await admin.hub.call('POST /api/events', { body: kept })).toMatchObject({
    startsAt: kept.startsAt,
    endsAt: kept.endsAt,
  });
  for (const startsAt of [
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '1000-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-12:00',
  ])
    await expect(
      admin.hub.call('POST /api/events', { body: { ...week, slug: 'nowhen', startsAt, endsAt: null } }),
    ).rejects.toMatchObject({ code: 'invalid_input', status: 400 });
  for (const on of ['0000-01-01', '0999-12-31', '9999-01-01'])
    expect((await hub.visitor().fetch(`/api/events?on=${on}`)).status).toBe(400);
  for (const on of ['1000-01-01', '9998-12-31'])
    expect((await hub.visitor().fetch(`/api/events?on=${on}`)).status).toBe(200);
});

test('a role in an event holds for the events inside it, and nowhere else', async () => {
  const organiser = await hub.person('Organiser', { verified: true });
  await admin.hub.call('POST /api/events', { body: { ...week, slug: 'outer' } });
  await admin.hub.call('POST /api/events', {
    body: { ...week, slug: 'inner', kind: 'startup_night', parent: 'outer' },
  });
  await admin.hub.call('POST /api/events', { body: { ...week, slug: 'elsewhere' } });
  const edit = (event: string) =>
    organiser.hub.call('PATCH /api/events/:event', { params: { event }, body: { version: 1, city: 'Essen' } });
  await expect(edit('inner')).rejects.toMatchObject({ code: 'not_found' });
  await admin.hub.call('POST /api/events/:event/grants', {
    params: { event: 'outer' },
    body: { email: organiser.mail, role: 'organiser' },
  });
  expect(await edit('inner')).toMatchObject({ city: 'Essen', around: [{ slug: 'outer' }] });
  await expect(edit('elsewhere')).rejects.toMatchObject({ code: 'not_found' });
});

test('an event inside a draft does not tell its title, also after the draft was public', async () => {
  const params = { event: 'hidden-outer' };
  await admin.hub.call('POST /api/events', { body: { ...week, slug: 'hidden-outer' } });
  const inner = { params: { event: 'hidden-inner' } };
  await admin.hub.call('POST /api/events', { body: { ...week, slug: 'hidden-inner', parent: 'hidden-outer' } });
  await admin.hub.call('POST /api/events/:event/publication', inner);
  const shown = async (to: Visitor) => (await to.hub.call('GET /api/events/:event', inner)).around;
  const page = async () => (await hub.visitor().fetch('/events/hidden-inner')).text();
  const attendee = await hub.person('Attendee');
  await admin.hub.call('POST /api/events/:event/publication', { params });
  expect(await page()).toContain('/events/hidden-outer');
  for (const one of [hub.visitor(), attendee, admin])
    expect(await shown(one)).toMatchObject([{ slug: 'hidden-outer' }]);
  await admin.hub.call('DELETE /api/events/:event/publication', { params });
  expect(await page()).not.toContain('/events/hidden-outer');
  for (const one of [hub.visitor(), attendee]) expect(await shown(one)).toEqual([]);
  expect(await shown(admin)).toMatchObject([{ slug: 'hidden-outer' }]);
});

test('of two who edit an event one wins, and the other is told what it is now', async () => {
  const body = { ...week, slug: 'edited-twice' };
  const { id, version } = await admin.hub.call('POST /api/events', { body });
  const other = await hub.withRole('Other', 'organiser');
  const edit = (person: TestPerson, city: string, seen: number) =>
    person.hub.call('PATCH /api/events/:event', { params: { event: id }, body: { version: seen, city } });
  const results = await Promise.allSettled([edit(admin, 'Essen', version), edit(other, 'Bochum', version)]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const now = await admin.hub.call('GET /api/events/:event', { params: { event: id } });
  const lost = results.find((result) => result.status === 'rejected');
  expect(lost?.reason).toMatchObject({ code: 'changed_meanwhile', details: { current: now } });
  expect(await edit(other, 'Bochum', now.version)).toMatchObject({ city: 'Bochum', version: now.version + 1 });
});

test('my events are those my roles show me as drafts, wherever the roles are held, page by page', async () => {
  const moderator = await hub.person('Moderator', { verified: true });
  const partner = await hub.withRole('Partner', 'partner');
  const make = (slug: string, parent?: string) =>
    admin.hub.call('POST /api/events', { body: { ...week, slug, ...(parent && { parent }) } });
  for (const [slug, parent] of [['mine'], ['mine-inside', 'mine'], ['mine-innermost', 'mine-inside'], ['not-mine']])
    await make(slug ?? '', parent);
  const grant = { email: moderator.mail, role: 'moderator' as const };
  await admin.hub.call('POST /api/events/:event/grants', { params: { event: 'mine' }, body: grant });
  const all = async (person: TestPerson, limit: number) => {
    const slugs: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await person.hub.call('GET /api/me/events', { query: { limit, after } });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      slugs.push(...page.items.map(({ slug }) => slug));
      if (page.next === null) return slugs;
      after = page.next;
    }
  };
  expect(await all(moderator, 2)).toEqual(['mine-innermost', 'mine-inside', 'mine']);
  const everything = await all(admin, 3);
  const these = ['not-mine', 'mine-innermost', 'mine-inside', 'mine'];
  expect(everything.filter((slug) => these.includes(slug))).toEqual(these);
  const [{ count } = { count: 0 }] = await hub.database.database.sql`select count(*)::int as count from events`;
  expect([new Set(everything).size, everything.length]).toEqual([count, count]);
  // Made by the admin, so the organiser of the hub holds no role on any of them.
  expect(await all(await hub.withRole('Hub organiser', 'organiser'), 50)).toEqual(everything);
  expect(await all(partner, 50)).toEqual([]);
});

test('my events are in the order in which they are worked on: coming, without a date, over', async () => {
  const planner = await hub.person('Planner of few', { verified: true });
  const dates = {
    'over-long': ['2026-03-01T10:00:00Z', '2026-03-02T10:00:00Z'],
    'comes-late': ['2026-12-01T10:00:00Z', null],
    undated: [null, null],
    'goes-on': ['2026-08-30T10:00:00Z', '2026-09-05T10:00:00Z'],
    // Over at 22:00 UTC, when its day ends in Berlin.
    'over-lately': ['2026-08-31T10:00:00Z', null],
    'began-today': ['2026-09-01T06:00:00Z', null],
    'comes-soon': ['2026-09-10T10:00:00Z', '2026-09-11T10:00:00Z'],
    'undated-newer': [null, null],
  };
  await admin.hub.call('POST /api/events', { body: { ...week, slug: 'planned', startsAt: null, endsAt: null } });
  for (const [slug, [startsAt = null, endsAt = null]] of Object.entries(dates))
    await admin.hub.call('POST /api/events', { body: { ...week, slug, startsAt, endsAt, parent: 'planned' } });
  const grant = { email: planner.mail, role: 'moderator' as const };
  await admin.hub.call('POST /api/events/:event/grants', { params: { event: 'planned' }, body: grant });
  hub.clock.set('2026-09-01T12:00:00Z');
  const inOrder = [
    'goes-on',
    'began-today',
    'comes-soon',
    'comes-late',
    'undated-newer',
    'undated',
    'planned',
    'over-lately',
    'over-long',
  ];
  for (const limit of [1, 3, 50]) {
    const slugs: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await planner.hub.call('GET /api/me/events', { query: { limit, after } });
      slugs.push(...page.items.map(({ slug }) => slug));
      if (page.next === null) break;
      after = page.next;
    }
    expect(slugs).toEqual(inOrder);
  }
  const first = async (at: string) => {
    hub.clock.set(at);
    return (await planner.hub.call('GET /api/me/events', { query: { limit: 50 } })).items.map(({ slug }) => slug);
  };
  expect((await first('2026-09-01T21:59:59Z')).indexOf('began-today')).toBe(1);
  expect((await first('2026-09-01T22:00:00Z')).indexOf('began-today')).toBe(6);
  hub.clock.set(undefined);

  const after = v7();
  const gone = await planner.hub.call('GET /api/me/events', { query: { limit: 3, after } });
  expect(gone).toEqual({ items: [], next: null });
});

test('what is wrong is named, and nothing is changed', async () => {
  const make = (changes: object) =>
    admin.hub.call('POST /api/events', { body: { ...week, slug: 'wrong', ...changes } });
  await expect(make({ endsAt: '2026-09-01T08:00:00+02:00' })).rejects.toMatchObject({
    issues: [{ path: ['body', 'endsAt'] }],
  });
  await expect(make({ zone: 'Europe/Essen' })).rejects.toMatchObject({ issues: [{ path: ['body', 'zone'] }] });
  await expect(make({ title: {} })).rejects.toMatchObject({ issues: [{ path: ['body', 'title'] }] });
  await expect(make({ slug: week.slug })).rejects.toMatchObject({ code: 'name_taken' });
  await expect(admin.hub.call('GET /api/events/:event', { params: { event: 'wrong' } })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('every change by an organiser leaves an audit entry that says who', async () => {
  const event = await admin.hub.call('POST /api/events', { body: { ...week, slug: 'audited' } });
  await admin.hub.call('PATCH /api/events/:event', {
    params: { event: 'audited' },
    body: { version: 1, city: 'Dortmund' },
  });
  const trail = await hub.database.database.sql`
    select action, actor_id, details from audit_entries where event_id = ${event.id} order by id`;
  expect(trail).toMatchObject([
    { action: 'event.created', actor_id: admin.id },
    { action: 'event.edited', actor_id: admin.id, details: { fields: ['city'] } },
  ]);
});

test('what is wrong with a field is said in the language of who typed it', async () => {
  const english = hub.visitor();
  const sign = (language: string) =>
    english
      .fetch('/api/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': language },
        body: JSON.stringify({ email: 'nobody' }),
      })
      .then((response) => response.json() as Promise<{ issues: { message: string }[] }>);
  expect((await sign('en')).issues[0]?.message).toBe('Invalid email address');
  expect((await sign('de')).issues[0]?.message).toBe('Ungültig: E-Mail-Adresse');
  await expect(admin.hub.call('POST /api/events', { body: { ...week, slug: 'Groß' } })).rejects.toMatchObject({
    issues: [{ path: ['body', 'slug'], message: expect.stringContaining('Kleinbuchstaben') }],
  });
});

test('events are found by kind, city, day and being live, those inside others too', async () => {
  const make = async (slug: string, more: object) => {
    await admin.hub.call('POST /api/events', { body: { ...week, slug, ...more } });
    await admin.hub.call('POST /api/events/:event/publication', { params: { event: slug } });
  };
  await make('suche-woche', { city: 'Herne' });
  const inside = { parent: 'suche-woche', kind: 'hackathon', city: 'Bottrop' };
  // From half past midnight until midnight in Berlin; in UTC it begins the day before.
  await make('suche-hack', { ...inside, startsAt: '2026-09-09T00:30:00+02:00', endsAt: '2026-09-10T00:00:00+02:00' });
  await make('suche-undatiert', { kind: 'meetup', city: 'Bottrop', startsAt: null, endsAt: null });
  await admin.hub.call('POST /api/events', { body: { ...week, slug: 'suche-entwurf', city: 'Bottrop' } });

  const list = async (query: object) =>
    (await hub.visitor().hub.call('GET /api/events', { query })).items
      .map(({ slug }) => slug)
      .filter((slug) => slug.startsWith('suche-'));
  expect(await list({})).toEqual(['suche-woche', 'suche-undatiert']);
  expect(await list({ city: 'Bottrop' })).toEqual(['suche-hack', 'suche-undatiert']);
  expect(await list({ city: 'Bottrop', kind: 'meetup' })).toEqual(['suche-undatiert']);
  expect(await list({ kind: 'hackathon', inside: 'suche-woche' })).toEqual(['suche-hack']);
  expect(await list({ on: '2026-09-08' })).toEqual(['suche-woche']);
  expect(await list({ on: '2026-09-09' })).toEqual(['suche-woche', 'suche-hack']);
  expect(await list({ on: '2026-09-10' })).toEqual(['suche-woche']);
  expect(await list({ on: '2026-09-12' })).toEqual([]);

  expect(await list({ live: 'true' })).toEqual([]);
  const events = hub.running.app.get(EventService);
  for (const slug of ['suche-hack', 'suche-entwurf']) {
    const { id } = await events.get(slug);
    await hub.running.app.get(Database).transaction((tx) => events.stageWent(tx, id, 'on'));
  }
  expect(await list({ live: 'true' })).toEqual(['suche-hack']);

  const choices = await hub.visitor().hub.call('GET /api/event-choices');
  expect(choices.kinds).toEqual(expect.arrayContaining(['startup_week', 'hackathon', 'meetup']));
  expect(choices.kinds).not.toContain('accelerator');
  expect(choices.cities.filter((city) => ['Herne', 'Bottrop'].includes(city))).toEqual(['Bottrop', 'Herne']);
});
