import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { ProposalRepository } from '../../apps/hub/src/placement/proposal.repository.ts';
import { Jobs } from '../../apps/hub/src/platform/jobs.ts';
import { createEvent, draftOf, placeSession } from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let ada: TestPerson;
let event: string;
let room: string;
let events = 0;

beforeAll(async () => {
  hub = await startTestHub();
  ada = await hub.withRole('Ada Organiser', 'organiser');
});
afterAll(() => hub.close());
beforeEach(async () => {
  events += 1;
  ({ id: event } = await createEvent(ada, `placed-${events}`));
  ({ id: room } = await ada.hub.call('POST /api/events/:event/draft/rooms', {
    params: { event },
    body: { name: 'Saal', capacity: 50, equipment: ['Beamer'] },
  }));
});

const at = (hour: number, minute = 0) => new Date(Date.UTC(2035, 8, 8, hour, minute)).toISOString();
const day = [{ startsAt: at(9), endsAt: at(12) }];
const create = (title: string, body: object = {}) =>
  ada.hub.call('POST /api/events/:event/draft/sessions', {
    params: { event },
    body: { title: { en: title }, lengthMinutes: 60, ...body },
  });
const propose = (openings = day) =>
  ada.hub.call('POST /api/events/:event/draft/placement-proposal', { params: { event }, body: { openings } });
const read = async () =>
  (await ada.hub.call('GET /api/events/:event/draft/placement-proposal', { params: { event } })).proposal;
const discard = () => ada.hub.call('DELETE /api/events/:event/draft/placement-proposal', { params: { event } });
const accept = (id: string) =>
  ada.hub.call('POST /api/events/:event/draft/placement-proposal/acceptance', { params: { event }, body: { id } });
const ready = () =>
  vi.waitFor(
    async () => {
      const proposal = await read();
      if (!proposal?.result) throw new Error(`still ${proposal?.state}`);
      return { ...proposal, result: proposal.result };
    },
    { timeout: 20_000, interval: 50 },
  );

it('proposes slots for what has none, says why some get none, and leaves the draft as it is', async () => {
  const talk = await create('Talk');
  const fixed = await create('Keynote');
  await placeSession(ada, event, fixed.id, { version: 1, roomId: room, startsAt: at(9), endsAt: at(10, 30) });
  const pause = await create('Lunch', { kind: 'break' });
  await placeSession(ada, event, pause.id, { version: 1, roomId: null, startsAt: at(10, 30), endsAt: at(11) });
  const lengthless = await create('Lengthless', { lengthMinutes: null });
  const roomless = await create('Roomless', { equipment: ['Bühne'] });
  const long = await create('Long', { lengthMinutes: 240 });
  const crowded = await create('Left over', { lengthMinutes: 60, audience: 10 });
  const before = await draftOf(ada, event);
  expect(await propose()).toMatchObject({ state: 'waiting', progress: 0, openings: day, result: null });
  const { result, ...proposal } = await ready();
  expect(proposal).toMatchObject({ state: 'ready', progress: 1 });
  const [placed, left] = result.slots[0]?.sessionId === talk.id ? [talk, crowded] : [crowded, talk];
  expect(result.slots).toEqual([{ sessionId: placed.id, roomId: room, startsAt: at(11), endsAt: at(12) }]);
  const reasons = Object.fromEntries(result.unplaced.map(({ sessionId, reason }) => [sessionId, reason]));
  expect(reasons).toEqual({
    [lengthless.id]: 'no_length',
    [roomless.id]: 'no_room',
    [long.id]: 'no_time',
    [left.id]: 'no_free_place',
  });
  expect({ ...(await draftOf(ada, event)) }).toEqual(before);
  expect(await accept(proposal.id)).toEqual({ placed: 1, leftOut: [] });
  const after = await draftOf(ada, event);
  expect(after.sessions.find(({ id }) => id === placed.id)?.slot).toEqual({
    roomId: room,
    startsAt: at(11),
    endsAt: at(12),
    version: 2,
  });
  expect(after.warnings).toEqual([]);
  expect(await read()).toBeNull();
});

it('leaves what was edited or taken meanwhile as it is, and names it', async () => {
  const sessions = [await create('One'), await create('Two'), await create('Three')];
  const { id } = await propose();
  const { result } = await ready();
  expect(result.slots).toHaveLength(3);
  const [edited, moved] = sessions;
  await ada.hub.call('PATCH /api/events/:event/draft/sessions/:session', {
    params: { event, session: edited?.id ?? '' },
    body: { version: 1, audience: 5 },
  });
  const taken = result.slots.find(({ sessionId }) => sessionId === sessions[2]?.id);
  await placeSession(ada, event, moved?.id ?? '', {
    version: 1,
    roomId: room,
    startsAt: taken?.startsAt ?? '',
    endsAt: taken?.endsAt ?? '',
  });
  const accepted = await accept(id);
  expect(accepted.placed).toBe(0);
  expect(accepted.leftOut.toSorted()).toEqual(sessions.map((session) => session.id).toSorted());
  expect((await draftOf(ada, event)).warnings).toEqual([]);
});

it('keeps changing rooms over, and when speakers can come, as hard rules', async () => {
  const [one, two] = [await create('One'), await create('Two', { lengthMinutes: 90 })];
  await ada.hub.call('PATCH /api/events/:event/draft', {
    params: { event },
    body: { settingsVersion: 1, changeoverMinutes: 30 },
  });
  const { speakers } = await ada.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
    params: { event, session: one.id },
    body: { version: 1, speakers: [{ email: 'grace@example.org', name: 'Grace' }] },
  });
  await ada.hub.call('PUT /api/events/:event/draft/speakers/:speaker/availability', {
    params: { event, speaker: speakers[0]?.id ?? '' },
    body: { version: 0, windows: [{ startsAt: at(11), endsAt: at(12) }] },
  });
  await propose();
  const { id, result } = await ready();
  expect(Object.fromEntries(result.slots.map((slot) => [slot.sessionId, [slot.startsAt, slot.endsAt]]))).toEqual({
    [one.id]: [at(11), at(12)],
    [two.id]: [at(9), at(10, 30)],
  });
  await accept(id);
  expect((await draftOf(ada, event)).warnings).toEqual([]);
});

it('has one proposal at a time, which can be stopped while it is searched for', async () => {
  for (let index = 0; index < 40; index += 1) await create(`Talk ${index}`, { lengthMinutes: 5 });
  const { id } = await propose();
  await expect(propose()).rejects.toMatchObject({ code: 'not_possible_now' });
  await expect(accept(id)).rejects.toMatchObject({ code: 'not_possible_now' });
  await discard();
  await expect(accept(id)).rejects.toMatchObject({ code: 'not_found' });
  const { id: next } = await propose();
  expect(next).not.toBe(id);
  expect((await ready()).id).toBe(next);
});

it('goes on with a search whose hub died', async () => {
  await create('Talk');
  const { id } = await hub.database.database.transaction(async (tx) => {
    const made = await hub.running.app.get(ProposalRepository).insert(tx, { eventId: event, openings: day });
    return made ?? { id: '' };
  });
  await hub.running.app.get(ProposalRepository).start(id);
  expect(await read()).toMatchObject({ state: 'running' });
  await hub.running.app.get(Jobs).resume();
  expect((await ready()).id).toBe(id);
});

it('is for who edits the programme, and its openings are checked', async () => {
  const stranger = await hub.person('Stranger');
  await propose();
  await ready();
  const params = { event };
  await expect(stranger.hub.call('GET /api/events/:event/draft/placement-proposal', { params })).rejects.toMatchObject({
    code: 'not_found',
  });
  await discard();
  await expect(propose([{ startsAt: at(9), endsAt: at(9) }])).rejects.toMatchObject({
    code: 'invalid_input',
    issues: [{ path: ['body', 'openings', 0, 'endsAt'] }],
  });
});
