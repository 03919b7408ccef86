import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

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

test('a role in an event holds for the events inside it, and nowhere else', async () => {
  const organiser = await hub.person('Organiser', { verified: true });
  await admin.hub.call('POST /api/events', { body: { ...week, slug: 'outer' } });
  await admin.hub.call('POST /api/events', {
    body: { ...week, slug: 'inner', kind: 'startup_night', parent: 'outer' },
  });
  await admin.hub.call('POST /api/events', { body: { ...week, slug: 'elsewhere' } });
  const edit = (event: string) =>
    organiser.hub.call('PATCH /api/events/:event', { params: { event }, body: { city: 'Essen' } });
  await expect(edit('inner')).rejects.toMatchObject({ code: 'not_found' });
  await admin.hub.call('POST /api/events/:event/grants', {
    params: { event: 'outer' },
    body: { email: organiser.mail, role: 'organiser' },
  });
  expect(await edit('inner')).toMatchObject({ city: 'Essen', around: [{ slug: 'outer' }] });
  await expect(edit('elsewhere')).rejects.toMatchObject({ code: 'not_found' });
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
  await admin.hub.call('PATCH /api/events/:event', { params: { event: 'audited' }, body: { city: 'Dortmund' } });
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
