import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFair } from '../support/fair.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let admin: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  admin = await hub.withRole('Admin', 'admin');
});
afterAll(() => hub.close());

test('whoever reads the trail of an event sees which session, hall, booth or challenge it was', async () => {
  const { event, booth, boothId } = await createFair(admin, 'named');
  const at = { params: { event } };
  const room = await admin.hub.call('POST /api/events/:event/draft/rooms', { ...at, body: { name: 'Lichthof' } });
  const session = await admin.hub.call('POST /api/events/:event/draft/sessions', {
    ...at,
    body: { title: { de: 'Eröffnung', en: 'Opening' } },
  });
  const atSession = { params: { event, session: session.id } };
  const title = { de: 'Begrüßung', en: 'Welcome' };
  const { version } = await admin.hub.call('PATCH /api/events/:event/draft/sessions/:session', {
    ...atSession,
    body: { version: session.version, title },
  });
  await admin.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
    ...atSession,
    body: { version: session.slot.version, roomId: room.id, startsAt: null, endsAt: null },
  });
  await admin.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
    ...atSession,
    body: { version, speakers: [] },
  });
  await admin.hub.call('DELETE /api/events/:event/draft/sessions/:session', atSession);
  const hall = await admin.hub.call('POST /api/events/:event/halls', { ...at, body: { name: { de: 'Halle 2' } } });
  const atHall = { params: { event, hall: hall.id } };
  await admin.hub.call('PATCH /api/events/:event/halls/:hall', { ...atHall, body: { name: { de: 'Halle B' } } });
  await admin.hub.call('DELETE /api/events/:event/halls/:hall', atHall);
  await admin.hub.call('POST /api/events/:event/booths/:booth/staff', {
    params: { event, booth },
    body: { email: admin.mail },
  });
  await admin.hub.call('DELETE /api/events/:event/booths/:booth', { params: { event, booth } });
  await admin.hub.call('POST /api/events/:event/stages', { ...at, body: { roomId: room.id } });
  await admin.hub.call('POST /api/events/:event/ticket-types', {
    ...at,
    body: { name: { de: 'Eintritt' }, capacity: 10 },
  });
  const organisation = await admin.hub.call('GET /api/organisations/:organisation', {
    params: { organisation: booth },
  });
  await admin.hub.call('POST /api/events/:event/challenges', {
    ...at,
    body: {
      companyId: organisation.id,
      title: { de: 'Netze', en: 'Grids' },
      opensAt: '2027-03-01T08:00:00.000Z',
      deadlineAt: '2027-03-20T22:59:00.000Z',
      criteria: [{ name: { de: 'Idee' }, weight: 1, most: 5 }],
    },
  });

  const { items } = await admin.hub.call('GET /api/events/:event/audit', { ...at, query: { limit: 100 } });
  expect(items.toReversed().map(({ action, subject }) => [action, subject.name])).toEqual([
    ['event.created', { de: 'Messe', en: 'Fair' }],
    ['event.published', { de: 'Messe', en: 'Fair' }],
    ['hall.created', { de: 'Halle 1' }],
    ['booth.created', 'Stadtwerke'],
    ['room.created', 'Lichthof'],
    ['session.created', { de: 'Eröffnung', en: 'Opening' }],
    ['session.edited', title],
    ['session.placed', title],
    ['session.speakers_set', title],
    ['session.deleted', title],
    ['hall.created', { de: 'Halle 2' }],
    ['hall.edited', { de: 'Halle B' }],
    ['hall.removed', { de: 'Halle B' }],
    ['booth.staff_added', 'Stadtwerke'],
    ['booth.removed', 'Stadtwerke'],
    ['stage.opened', 'Lichthof'],
    ['ticket_type.created', { de: 'Eintritt' }],
    ['challenge.created', { de: 'Netze', en: 'Grids' }],
  ]);
  expect(items.find(({ subject }) => subject.id === boothId)?.details).not.toHaveProperty('name');
});

test('entries of before names were written down have none', async () => {
  await hub.database.database.sql`
    insert into audit_entries (id, action, subject_kind, details)
    values ('01a20000-0000-7000-8000-000000000001', 'session.edited', 'session', '{"fields": ["title"]}')`;
  const { items } = await admin.hub.call('GET /api/admin/audit', { query: { limit: 200 } });
  expect(items.find(({ id }) => id.endsWith('-000000000001'))).toMatchObject({
    subject: { kind: 'session', id: null, name: null },
    details: { fields: ['title'] },
  });
});
