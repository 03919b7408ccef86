import type { HubSocket } from '@hubwerk/client/socket';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createEvent, draftOf, fixture, importFile, placeSession } from '../support/programme.ts';
import { signedInAt } from '../support/signed-in-at.ts';
import type { TestHub, TestPerson } from '../support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from '../support/two-hubs.ts';

let here: TestHub;
let there: TestHub;
let close: TwoHubs['close'] | undefined;
let ada: TestPerson;
let grace: TestPerson;
let event: string;
let slug: string;
let events = 0;
const open: HubSocket[] = [];

beforeAll(async () => {
  ({ here, there, close } = await startTwoHubs());
  ada = await here.withRole('Ada', 'organiser');
  grace = await signedInAt(there, await here.withRole('Grace', 'organiser'));
});
beforeEach(async () => {
  events += 1;
  slug = `event-${events}`;
  ({ id: event } = await createEvent(ada, slug));
});
afterAll(async () => {
  for (const socket of open) socket.close();
  await close?.();
});

async function watch(person: Pick<TestPerson, 'socket'>) {
  const socket = person.socket();
  open.push(socket);
  const heard: {
    titles: (string | undefined)[];
    starts: (string | null)[];
    deleted: string[];
    rooms: string[];
    more: boolean;
  }[] = [];
  const left: string[] = [];
  socket.on('draft:changed', (news) => {
    if (news.event !== event) return;
    heard.push({
      titles: news.sessions.map(({ title }) => title.en),
      starts: news.sessions.map(({ slot }) => slot.startsAt),
      deleted: news.deletedSessionIds,
      rooms: news.rooms.map(({ name }) => name),
      more: news.more,
    });
  });
  socket.on('audience:left', ({ audience }) => left.push(audience));
  return { socket, heard, left, ...(await socket.request('draft:watch', { event: slug })) };
}

const create = (person: TestPerson, title: string) =>
  person.hub.call('POST /api/events/:event/draft/sessions', { params: { event }, body: { title: { en: title } } });
const nothing = { titles: [], starts: [], deleted: [], rooms: [], more: false };
const at = (hour: number) => `2026-09-08T${hour}:00:00.000Z`;

test('who has a draft open hears what others change in it, at whichever hub', async () => {
  const { heard, revision } = await watch(grace);
  expect(revision).toBe((await draftOf(ada, event)).revision);
  const { id } = await create(ada, 'Talk');
  await vi.waitFor(() => expect(heard).toEqual([{ ...nothing, titles: ['Talk'], starts: [null] }]));
  await placeSession(ada, event, id, { version: 1, roomId: null, startsAt: at(10), endsAt: at(11) });
  await vi.waitFor(() => expect(heard[1]).toEqual({ ...nothing, titles: ['Talk'], starts: [at(10)] }));
  await ada.hub.call('POST /api/events/:event/draft/rooms', { params: { event }, body: { name: 'Hall' } });
  await vi.waitFor(() => expect(heard[2]).toEqual({ ...nothing, rooms: ['Hall'] }));
  await ada.hub.call('PATCH /api/events/:event/draft', {
    params: { event },
    body: { settingsVersion: 1, changeoverMinutes: 5 },
  });
  await vi.waitFor(() => expect(heard[3]).toEqual({ ...nothing, more: true }));
  await ada.hub.call('DELETE /api/events/:event/draft/sessions/:session', { params: { event, session: id } });
  await vi.waitFor(() => expect(heard[4]).toEqual({ ...nothing, deleted: [id] }));
  await importFile(ada, event, fixture('zechen-fest.xml'));
  await vi.waitFor(() => expect(heard[5]).toEqual({ ...nothing, more: true }));
  expect((await watch(grace)).revision).toBe((await draftOf(ada, event)).revision);
});

test('of two organisers who move one session at two hubs one wins; the other, and whoever watches, is told', async () => {
  const { id } = await create(ada, 'Talk');
  const { heard } = await watch(grace);
  const move = (person: TestPerson, hour: number) =>
    placeSession(person, event, id, { version: 1, roomId: null, startsAt: at(hour), endsAt: at(hour + 1) });
  const results = await Promise.allSettled([move(ada, 10), move(grace, 14)]);
  const slot = (await draftOf(ada, event)).sessions[0]?.slot;
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(results.find((result) => result.status === 'rejected')?.reason).toMatchObject({
    code: 'changed_meanwhile',
    details: { current: slot },
  });
  await vi.waitFor(() => expect(heard).toEqual([{ ...nothing, titles: ['Talk'], starts: [slot?.startsAt] }]));
  // Nothing of the winner is lost when the loser decides again.
  const again = await placeSession(grace, event, id, { version: 2, roomId: null, startsAt: at(16), endsAt: at(17) });
  expect(again).toMatchObject({ version: 3, startsAt: at(16) });
});

test('hears nothing who may not see the draft, or may no longer, or has left', async () => {
  const guest = await here.person('Guest', { verified: true });
  const socket = guest.socket();
  open.push(socket);
  await expect(socket.request('draft:watch', { event: slug })).rejects.toMatchObject({ code: 'not_found' });
  await expect(socket.request('draft:watch', { event: 'no-such-event' })).rejects.toMatchObject({ code: 'not_found' });
  const { id: grant } = await ada.hub.call('POST /api/events/:event/grants', {
    params: { event },
    body: { email: guest.mail, role: 'moderator' },
  });
  const watching = await watch(guest);
  const leaving = await watch(grace);
  await create(ada, 'First');
  await vi.waitFor(() => expect([watching.heard.length, leaving.heard.length]).toEqual([1, 1]));
  await ada.hub.call('DELETE /api/events/:event/grants/:grant', { params: { event, grant } });
  await vi.waitFor(() => expect(watching.left).toEqual([`draft:${event}`]));
  await leaving.socket.request('draft:unwatch', { event: slug });
  const { heard } = await watch(ada);
  await create(ada, 'Second');
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  await Promise.all([here.settled(), there.settled()]);
  expect([watching.heard.length, leaving.heard.length]).toEqual([1, 1]);
});
