import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEvent, release } from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let organiser: TestPerson;
const params = { event: 'workshops' };
let session: string;
let other: string;
beforeAll(async () => {
  hub = await startTestHub();
  organiser = await hub.withRole('Organiser', 'organiser');
  await createEvent(organiser, 'workshops');
  await organiser.hub.call('POST /api/events/:event/publication', { params });
  const place = async (name: string, startsAt: string, endsAt: string) => {
    const room = await organiser.hub.call('POST /api/events/:event/draft/rooms', { params, body: { name } });
    const { id, slot } = await organiser.hub.call('POST /api/events/:event/draft/sessions', {
      params,
      body: { title: { de: name } },
    });
    await organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
      params: { ...params, session: id },
      body: { version: slot.version, roomId: room.id, startsAt, endsAt },
    });
    return id;
  };
  session = await place('Werkstatt', '2030-06-01T10:00:00Z', '2030-06-01T12:00:00Z');
  other = await place('Vortrag', '2030-06-01T11:30:00Z', '2030-06-01T12:30:00Z');
  await release(organiser, 'workshops');
});
afterAll(() => hub.close());

const setSeats = (seats: number, of = session) =>
  organiser.hub.call('PUT /api/events/:event/session-signups/:session', {
    params: { ...params, session: of },
    body: { seats },
  });
const signUp = (person: TestPerson) =>
  person.hub.call('PUT /api/events/:event/session-signups/:session/mine', { params: { ...params, session } });
const giveUp = (person: TestPerson) =>
  person.hub.call('DELETE /api/events/:event/session-signups/:session/mine', { params: { ...params, session } });
const people = async () =>
  (
    await organiser.hub.call('GET /api/events/:event/session-signups/:session', { params: { ...params, session } })
  ).items.map(({ person, state }) => `${person.name} ${state}`);

test('seats are given once, the next wait, and who waits longest gets what comes free', async () => {
  const all = await Promise.all(['Ada', 'Grace', 'Lin', 'Kim', 'Bo'].map((name) => hub.person(name)));
  const [ada] = all as [TestPerson, ...TestPerson[]];
  await expect(signUp(ada)).rejects.toMatchObject({ code: 'not_found' });
  await setSeats(2);
  const states = await Promise.all(all.map((person) => signUp(person)));
  expect(states.map(({ state }) => state).toSorted()).toEqual([
    'confirmed',
    'confirmed',
    'waiting',
    'waiting',
    'waiting',
  ]);
  const before = await people();
  expect((await signUp(ada)).state).toBe(states[0]?.state);
  const seated = all.filter((_, index) => states[index]?.state === 'confirmed');
  await Promise.all(seated.map((person) => giveUp(person)));
  const waiting = before.filter((each) => each.endsWith('waiting'));
  expect(await people()).toEqual([
    waiting[0]?.replace('waiting', 'confirmed'),
    waiting[1]?.replace('waiting', 'confirmed'),
    waiting[2],
  ]);
  await hub.settled();
  expect(await hub.database.database.sql`select 1 from mails where subject like 'Ein Platz für dich%'`).toHaveLength(2);
  await expect(setSeats(1)).rejects.toMatchObject({ code: 'not_possible_now', details: { taken: 2 } });
  await setSeats(3);
  expect(await people()).toEqual(waiting.map((each) => each.replace('waiting', 'confirmed')));
});

test('what is in one’s day at the same time is named, and a seat puts its session there', async () => {
  const ada = await hub.person('Ada');
  await setSeats(30);
  await signUp(ada);
  const { items } = await ada.hub.call('GET /api/events/:event/session-signups', { params });
  expect(items).toMatchObject([{ sessionId: session, seats: 30, mine: 'confirmed', clashes: [] }]);
  expect((await ada.hub.call('GET /api/events/:event/stars', { params })).sessionIds).toEqual([session]);
  await ada.hub.call('PUT /api/events/:event/schedule/sessions/:session/star', {
    params: { ...params, session: other },
  });
  const [now] = (await ada.hub.call('GET /api/events/:event/session-signups', { params })).items;
  expect(now?.clashes).toEqual([{ de: 'Vortrag' }]);
});

test('where an event takes registrations a seat needs one', async () => {
  const body = { name: { de: 'Ticket' }, capacity: 5 };
  await organiser.hub.call('POST /api/events/:event/ticket-types', { params, body });
  const ada = await hub.person('Ada');
  await expect(signUp(ada)).rejects.toMatchObject({ code: 'not_registered' });
  await ada.hub.call('POST /api/events/:event/registrations', { params, body: {} });
  expect((await signUp(ada)).state).toBe('confirmed');
});
