import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEvent, draftOf, placeSession } from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let admin: TestPerson;
/** May edit one event of the week only. */
let guest: TestPerson;
let room: string;

const at = (hour: number) => `2026-09-08T${hour}:00:00.000Z`;

beforeAll(async () => {
  hub = await startTestHub();
  admin = await hub.withRole('Ada Organiser', 'organiser');
  guest = await hub.person('Grace Guest', { verified: true });
  await createEvent(admin, 'week');
  for (const slug of ['night', 'day'])
    await admin.hub.call('POST /api/events', {
      body: {
        slug,
        kind: 'startup_night',
        format: 'in_person',
        title: { en: slug },
        zone: 'Europe/Berlin',
        parent: 'week',
      },
    });
  await createEvent(admin, 'apart');
  await admin.hub.call('POST /api/events/:event/grants', {
    params: { event: 'day' },
    body: { email: guest.mail, role: 'organiser' },
  });
  ({ id: room } = await admin.hub.call('POST /api/events/:event/draft/rooms', {
    params: { event: 'day' },
    body: { name: 'Saal', capacity: 50 },
  }));
});
afterAll(() => hub.close());

async function speak(event: string, title: string, [from, to]: [number, number], more: object = {}) {
  const made = await admin.hub.call('POST /api/events/:event/draft/sessions', {
    params: { event },
    body: { title: { en: title }, ...more },
  });
  const { id } = await admin.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
    params: { event, session: made.id },
    body: { version: made.version, speakers: [{ email: 'speaker@example.org', name: 'Emmy' }] },
  });
  const place = { version: 1, roomId: event === 'day' ? room : null, startsAt: at(from), endsAt: at(to) };
  return { id, ...(await placeSession(admin, event, id, place)) };
}

it('warns across the events of a week, and names the other session only to who may see its draft', async () => {
  await speak('apart', 'Of another week', [10, 12]);
  const gala = await speak('night', 'Gala', [11, 14]);
  const opening = await speak('week', 'Opening', [11, 12]);
  const talk = await speak('day', 'Talk', [10, 12], { audience: 60, equipment: ['Beamer'] });
  const draft = await draftOf(admin, 'day');
  const personId = draft.speakers[0]?.personId;
  const about = { sessionIds: [talk.id], startsAt: at(10), endsAt: at(12) };
  expect(talk.warnings).toEqual([
    { kind: 'equipment_missing', roomId: room, missing: ['Beamer'], ...about },
    { kind: 'room_too_small', roomId: room, capacity: 50, audience: 60, ...about },
    ...[gala.id, opening.id]
      .toSorted()
      .map((elsewhereId) => ({ kind: 'speaker_elsewhere', personId, elsewhereId, ...about, startsAt: at(11) })),
  ]);
  expect(draft.warnings).toEqual(talk.warnings);
  const week = { title: { en: 'Opening' }, event: { slug: 'week', title: { de: 'week', en: 'week' } } };
  const night = { title: { en: 'Gala' }, event: { slug: 'night', title: { en: 'night' } } };
  const known = (list: typeof draft.elsewhere) => Object.fromEntries(list.map(({ id, session }) => [id, session]));
  expect(known(draft.elsewhere)).toEqual({ [gala.id]: night, [opening.id]: week });
  const seen = await draftOf(guest, 'day');
  expect(known(seen.elsewhere)).toEqual({ [gala.id]: null, [opening.id]: null });
  expect(seen.warnings).toEqual(draft.warnings);
  expect(JSON.stringify(seen)).not.toMatch(/Gala|Opening|night/);
  const changes = await admin.hub.call('GET /api/events/:event/draft/changes', { params: { event: 'day' } });
  expect(changes.warnings).toBe(4);
});

it('warns of breaks, change-overs and speakers who cannot come', async () => {
  await admin.hub.call('PATCH /api/events/:event/draft', {
    params: { event: 'day' },
    body: { settingsVersion: 1, changeoverMinutes: 90 },
  });
  const { speakers } = await draftOf(admin, 'day');
  await admin.hub.call('PUT /api/events/:event/draft/speakers/:speaker/availability', {
    params: { event: 'day', speaker: speakers[0]?.id ?? '' },
    body: { version: 0, windows: [{ startsAt: at(10), endsAt: at(15) }] },
  });
  const late = await speak('day', 'Late', [16, 18]);
  expect(late.warnings.map(({ kind }) => kind)).toEqual(['speaker_unavailable']);
  const later = await speak('day', 'Later', [19, 20], { kind: 'talk' });
  expect(later.warnings.map(({ kind }) => kind)).toEqual(['changeover_short', 'speaker_unavailable']);
  const pause = await speak('day', 'Pause', [17, 18], { kind: 'break' });
  expect(pause.warnings.map(({ kind }) => kind)).toEqual(['during_break', 'speaker_taken', 'speaker_unavailable']);
});
