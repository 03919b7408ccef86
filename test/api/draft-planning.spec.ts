import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEvent, draftOf, placeSession, release, scheduleOf, publish } from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let ada: TestPerson;
let event: string;

beforeAll(async () => {
  hub = await startTestHub();
  ada = await hub.withRole('Ada Organiser', 'organiser');
  ({ id: event } = await createEvent(ada, 'planning'));
});
afterAll(() => hub.close());

const create = (body: object) =>
  ada.hub.call('POST /api/events/:event/draft/sessions', {
    params: { event },
    body: { title: { en: 'A talk' }, ...body },
  });
const at = (hour: number) => `2026-09-08T${String(hour).padStart(2, '0')}:00:00.000Z`;

it('keeps how long a session is planned, for how many, with what, and whether it is confirmed', async () => {
  const planned = { lengthMinutes: 45, audience: 120, equipment: ['Beamer', 'Flipchart'], confirmed: false };
  const made = await create({ ...planned, equipment: ['Beamer', 'Flipchart', 'Beamer'] });
  expect(made).toMatchObject(planned);
  expect(await create({})).toMatchObject({ lengthMinutes: null, audience: null, equipment: [], confirmed: true });
  const edited = await ada.hub.call('PATCH /api/events/:event/draft/sessions/:session', {
    params: { event, session: made.id },
    body: { version: made.version, lengthMinutes: 30, equipment: [], confirmed: true },
  });
  expect(edited).toMatchObject({ lengthMinutes: 30, audience: 120, equipment: [], confirmed: true });
  expect((await draftOf(ada, event)).sessions.find(({ id }) => id === made.id)).toMatchObject({ lengthMinutes: 30 });
});

it('keeps what a room has', async () => {
  const room = await ada.hub.call('POST /api/events/:event/draft/rooms', {
    params: { event },
    body: { name: 'Saal', equipment: ['Beamer'] },
  });
  const changed = await ada.hub.call('PATCH /api/events/:event/draft/rooms/:room', {
    params: { event, room: room.id },
    body: { version: room.version, equipment: ['Bühne'] },
  });
  expect([room.equipment, changed.equipment]).toEqual([['Beamer'], ['Bühne']]);
});

it('gives a session that loses its slot the length it had there', async () => {
  const { id, slot, version } = await create({ lengthMinutes: 30 });
  const placed = await placeSession(ada, event, id, {
    version: slot.version,
    roomId: null,
    startsAt: at(10),
    endsAt: at(12),
  });
  await placeSession(ada, event, id, { version: placed.version, roomId: null, startsAt: null, endsAt: null });
  const after = (await draftOf(ada, event)).sessions.find((session) => session.id === id);
  expect(after).toMatchObject({ lengthMinutes: 120, version, slot: { startsAt: null } });
});

it('leaves out of a release what is not confirmed, counts it, and tells nobody what only organisers read', async () => {
  const { id: tour } = await createEvent(ada, 'tour');
  const make = async (title: string, hour: number, body: object) => {
    const made = await ada.hub.call('POST /api/events/:event/draft/sessions', {
      params: { event: tour },
      body: { title: { en: title }, lengthMinutes: 60, audience: 7, equipment: ['Mikrofon'], ...body },
    });
    const place = { version: made.slot.version, roomId: null, startsAt: at(hour), endsAt: at(hour + 1) };
    return placeSession(ada, tour, made.id, place);
  };
  await make('Certain', 10, {});
  await make('Perhaps', 11, { confirmed: false });
  await make('Lunch', 12, { kind: 'break' });
  const params = { event: tour };
  expect(await ada.hub.call('GET /api/events/:event/draft/changes', { params })).toMatchObject({
    sessions: 2,
    unplaced: 0,
    unconfirmed: 1,
  });
  await publish(ada, tour);
  await release(ada, tour);
  const schedule = await scheduleOf(hub, tour);
  expect(schedule.sessions.map(({ title, kind }) => [title.en, kind])).toEqual([
    ['Certain', null],
    ['Lunch', 'break'],
  ]);
  const released = await hub.database.database.sql<{ content: string }[]>`select content::text from releases`;
  expect(released.map(({ content }) => content).join()).not.toMatch(/lengthMinutes|audience|equipment|confirmed|Mikro/);
});

it('keeps when a speaker can come, joined and in order, and tells who lost a race', async () => {
  const { id, version } = await create({});
  const { speakers } = await ada.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
    params: { event, session: id },
    body: { version, speakers: [{ email: 'grace@example.org', name: 'Grace' }] },
  });
  const params = { event, speaker: speakers[0]?.id ?? '' };
  const set = (windows: { startsAt: string; endsAt: string }[], seen: number) =>
    ada.hub.call('PUT /api/events/:event/draft/speakers/:speaker/availability', {
      params,
      body: { version: seen, windows },
    });
  const known = async () => (await draftOf(ada, event)).speakers.find((speaker) => speaker.id === params.speaker);
  expect(await known()).toMatchObject({ availability: [], availabilityVersion: 0 });
  const windows = [
    { startsAt: at(14), endsAt: at(16) },
    { startsAt: at(9), endsAt: at(11) },
    { startsAt: at(10), endsAt: at(12) },
  ];
  const joined = [
    { startsAt: at(9), endsAt: at(12) },
    { startsAt: at(14), endsAt: at(16) },
  ];
  expect(await set(windows, 0)).toMatchObject({ availability: joined, availabilityVersion: 1 });
  expect(await known()).toMatchObject({ availability: joined, availabilityVersion: 1, mail: 'grace@example.org' });
  await expect(set([], 0)).rejects.toMatchObject({
    code: 'changed_meanwhile',
    details: { current: { availability: joined, availabilityVersion: 1 } },
  });
  await expect(set([{ startsAt: at(12), endsAt: at(12) }], 1)).rejects.toMatchObject({
    code: 'invalid_input',
    issues: [{ path: ['body', 'windows', 0, 'endsAt'] }],
  });
  expect(await set([], 1)).toMatchObject({ availability: [], availabilityVersion: 2 });
});

it('keeps when days begin and how long rooms stay empty, and tells who lost a race', async () => {
  const edit = (body: object) =>
    ada.hub.call('PATCH /api/events/:event/draft', { params: { event }, body: { settingsVersion: 1, ...body } });
  const settings = { dayChange: '04:30', changeoverMinutes: 10, settingsVersion: 2 };
  expect(await edit({ dayChange: '04:30', changeoverMinutes: 10 })).toEqual(settings);
  await expect(edit({ changeoverMinutes: 5 })).rejects.toMatchObject({
    code: 'changed_meanwhile',
    details: { current: settings },
  });
  expect(await edit({ settingsVersion: 2, changeoverMinutes: 0 })).toMatchObject({ dayChange: '04:30' });
  await expect(edit({ settingsVersion: 3, dayChange: '24:00' })).rejects.toMatchObject({ code: 'invalid_input' });
});

it('counts every change of a draft', async () => {
  const before = (await draftOf(ada, event)).revision;
  await create({});
  await expect(create({ trackId: before })).rejects.toMatchObject({ code: 'invalid_input' });
  expect((await draftOf(ada, event)).revision).toBe(before + 1);
});
