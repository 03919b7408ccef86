import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let admin: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  admin = await hub.withRole('Admin', 'admin');
  await admin.hub.call('POST /api/events', {
    body: {
      slug: 'week-26',
      kind: 'startup_week',
      format: 'hybrid',
      title: { de: 'Woche 2026' },
      zone: 'Europe/Berlin',
      startsAt: '2026-09-07T08:00:00+02:00',
      endsAt: '2026-09-11T22:00:00+02:00',
    },
  });
  await admin.hub.call('POST /api/events', {
    body: {
      slug: 'opening',
      kind: 'conference',
      format: 'in_person',
      title: { de: 'Auftakt' },
      zone: 'Europe/Berlin',
      startsAt: '2026-09-07T17:00:00+02:00',
      endsAt: '2026-09-07T20:00:00+02:00',
      parent: 'week-26',
    },
  });
  const params = { event: 'opening' };
  const room = await admin.hub.call('POST /api/events/:event/draft/rooms', { params, body: { name: 'Saal' } });
  const session = await admin.hub.call('POST /api/events/:event/draft/sessions', {
    params,
    body: { title: { de: 'Begrüßung' } },
  });
  await admin.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
    params: { ...params, session: session.id },
    body: { version: session.version, speakers: [{ email: admin.mail, name: 'Ada' }] },
  });
  await admin.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
    params: { ...params, session: session.id },
    body: {
      version: session.slot.version,
      roomId: room.id,
      startsAt: '2026-09-07T17:30:00+02:00',
      endsAt: '2026-09-07T18:00:00+02:00',
    },
  });
  await admin.hub.call('POST /api/events/:event/ticket-types', {
    params,
    body: { name: { de: 'Platz' }, capacity: 7 },
  });
  await admin.hub.call('POST /api/events/:event/halls', { params, body: { name: { de: 'Halle' } } });
  await admin.hub.call('POST /api/events/:event/publication', { params });
  await admin.hub.call('POST /api/events/:event/registrations', { params, body: {} });
});
afterAll(() => hub.close());

type Part = 'inside' | 'team' | 'rooms' | 'sessions' | 'times' | 'tickets' | 'halls' | 'challenges';
const everything: Part[] = ['inside', 'team', 'rooms', 'sessions', 'times', 'tickets', 'halls', 'challenges'];
const copy = (slug: string, startsOn: string | null, take: Part[], as: 'event' | 'template' = 'event') =>
  admin.hub.call('POST /api/events/:event/copies', {
    params: { event: 'week-26' },
    body: { slug, title: { de: 'Woche 2027' }, startsOn, take, as },
  });
const tree = async (event: string) =>
  (await admin.hub.call('GET /api/events/:event/tree', { params: { event } })).items;
const draft = (event: string) => admin.hub.call('GET /api/events/:event/draft', { params: { event } });

test("next year's edition has all that was asked for, whole days later on the clocks there, and nobody's own things", async () => {
  const made = await copy('week-27', '2027-03-22', everything);
  expect(made).toMatchObject({ published: false, title: { de: 'Woche 2027' }, startsAt: '2027-03-22T07:00:00.000Z' });
  const [, opening] = await tree('week-27');
  expect(opening).toMatchObject({
    slug: 'opening-week-27',
    published: false,
    startsAt: '2027-03-22T16:00:00.000Z',
    figures: { sessions: 1, registrations: 0 },
  });
  const copied = await draft('opening-week-27');
  expect(copied.speakers).toEqual([]);
  expect(copied.sessions).toMatchObject([
    {
      title: { de: 'Begrüßung' },
      slot: { startsAt: '2027-03-22T16:30:00.000Z', endsAt: '2027-03-22T17:00:00.000Z', roomId: copied.rooms[0]?.id },
    },
  ]);
  const original = await draft('opening');
  expect(copied.rooms[0]).toMatchObject({ name: 'Saal' });
  expect(copied.rooms[0]?.id).not.toBe(original.rooms[0]?.id);
  const params = { event: 'opening-week-27' };
  expect((await admin.hub.call('GET /api/events/:event/ticket-types', { params })).items).toMatchObject([
    { name: { de: 'Platz' }, left: 7 },
  ]);
  // The last days of its week lie after the clocks are changed, and keep their time.
  expect(made.endsAt).toBe('2027-03-26T21:00:00.000Z');
  const summer = await copy('week-27-late', '2027-03-27', ['inside']);
  expect(summer.endsAt).toBe('2027-03-31T20:00:00.000Z');
});

test('what was not asked for stays behind, and without a date nothing has one', async () => {
  await copy('week-bare', null, ['inside', 'sessions']);
  const [week, opening] = await tree('week-bare');
  expect([week?.startsAt, opening?.startsAt]).toEqual([null, null]);
  const copied = await draft(opening?.slug ?? '');
  expect(copied.rooms).toEqual([]);
  expect(copied.sessions).toMatchObject([{ slot: { startsAt: null, roomId: null } }]);
  await copy('week-alone', '2027-09-06', []);
  expect(await tree('week-alone')).toHaveLength(1);
});

test('a template is seen by its team only, is never published, and events are made of it', async () => {
  await copy('week-template', '2027-01-04', everything, 'template');
  const params = { event: 'week-template' };
  const [template, inside] = await tree('week-template');
  expect([template?.template, inside?.template]).toEqual([true, true]);
  for (const event of [template, inside])
    await expect(
      admin.hub.call('POST /api/events/:event/publication', { params: { event: event?.slug ?? '' } }),
    ).rejects.toMatchObject({ code: 'not_possible_now' });
  await expect(hub.visitor().hub.call('GET /api/events/:event', { params })).rejects.toMatchObject({
    code: 'not_found',
  });
  const made = await admin.hub.call('POST /api/events/:event/copies', {
    params,
    body: { slug: 'of-template', title: { de: 'Aus der Vorlage' }, startsOn: '2028-01-03', take: everything },
  });
  expect(made).toMatchObject({ template: false });
  await admin.hub.call('POST /api/events/:event/publication', { params: { event: 'of-template' } });
});

test('a copy is for who may make events, and its name is its own', async () => {
  const organiser = await hub.person('Organiser', { verified: true });
  await admin.hub.call('POST /api/events/:event/grants', {
    params: { event: 'week-26' },
    body: { email: organiser.mail, role: 'organiser' },
  });
  const body = { slug: 'mine', title: { de: 'Meine' }, startsOn: null, take: [] };
  await expect(
    organiser.hub.call('POST /api/events/:event/copies', { params: { event: 'week-26' }, body }),
  ).rejects.toMatchObject({ code: 'not_found' });
  // Within what they organise they may.
  await organiser.hub.call('POST /api/events/:event/copies', { params: { event: 'opening' }, body });
  expect((await tree('week-26')).map(({ slug }) => slug)).toContain('mine');
  await expect(copy('opening', null, [])).rejects.toMatchObject({ code: 'name_taken' });
});

test('an edition that would end in a year that cannot be kept is refused by its date', async () => {
  const late = admin.hub.call('POST /api/events/:event/copies', {
    params: { event: 'week-26' },
    body: { slug: 'week-9998', title: { de: 'Woche 9998' }, startsOn: '9998-12-31', take: ['inside'] },
  });
  await expect(late).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: ['body', 'startsOn'] }] });
});
