import { randomUUID } from 'node:crypto';
import type { HubSocket } from '@hubwerk/client/socket';
import type { ContactRequest } from '@hubwerk/contracts';
import { BoothPresenceService } from '../../apps/hub/src/fair/booth-presence.service.ts';
import { Sockets } from '../../apps/hub/src/platform/sockets/sockets.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { answer, answerAfterReading, ask, createFair, createStaff, setOpen, type TestBooth } from '../support/fair.ts';
import { signedInAt } from '../support/signed-in-at.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';
import { startTwoHubs } from '../support/two-hubs.ts';

const open: HubSocket[] = [];
const stops: (() => Promise<void>)[] = [];
let hub: TestHub;
let admin: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  stops.push(() => hub.close());
  admin = await hub.withRole('Admin', 'admin');
});
afterAll(async () => {
  for (const socket of open) socket.close();
  for (const stop of stops.toReversed()) await stop();
});

function socketOf(person: Pick<TestPerson, 'socket'>): HubSocket {
  const socket = person.socket();
  open.push(socket);
  return socket;
}

/** Watches a fair; `heard` is what one booth was said to be, in order. */
async function watcher(person: Pick<TestPerson, 'socket'>, { event, boothId }: TestBooth) {
  const socket = socketOf(person);
  const heard: [open: boolean, staffPresent: number][] = [];
  socket.on('booth:changed', (state) => state.boothId === boothId && heard.push([state.open, state.staffPresent]));
  const { booths } = await socket.request('fair:watch', { event });
  return { socket, heard, booths };
}

/** At the booth; `heard` is what its requests came to, in order. */
async function atDesk(person: Pick<TestPerson, 'socket'>, { boothId }: TestBooth) {
  const socket = socketOf(person);
  const heard: ContactRequest[] = [];
  socket.on('contact:changed', (request) => heard.push(request));
  const state = await socket.request('desk:join', { booth: boothId });
  return { socket, heard, state };
}

test('visitors are told how many are at a booth, each time the number changes and only then', async () => {
  const fair = await createFair(admin, 'presence');
  const [ada, bert] = [await createStaff(hub, admin, fair, 'Ada'), await createStaff(hub, admin, fair, 'Bert')];
  const visitor = await watcher(await hub.person('Visitor'), fair);
  expect(visitor.booths).toEqual([{ boothId: fair.boothId, open: false, staffPresent: 0 }]);

  const first = await atDesk(ada, fair);
  expect(first.state).toEqual({ boothId: fair.boothId, open: false, staffPresent: 1 });
  await hub.settled();
  await setOpen(ada, fair, true);
  await hub.settled();
  const otherTab = await atDesk(ada, fair);
  const second = await atDesk(bert, fair);
  await vi.waitFor(() =>
    expect(visitor.heard).toEqual([
      [false, 1],
      [true, 1],
      [true, 2],
    ]),
  );
  otherTab.socket.close();
  await second.socket.request('desk:leave', { booth: fair.boothId });
  await vi.waitFor(() => expect(visitor.heard.at(-1)).toEqual([true, 1]));
  const read = () =>
    hub
      .visitor()
      .hub.call('GET /api/events/:event/booths/:booth', { params: { event: 'presence', booth: fair.booth } });
  expect(await read()).toMatchObject({ open: true, staffPresent: 1 });
  first.socket.close();
  await vi.waitFor(() => expect(visitor.heard).toHaveLength(5));
  expect(visitor.heard.at(-1)).toEqual([true, 0]);
  expect(await read()).toMatchObject({ staffPresent: 0 });
});

test('only staff can be at a booth, and who is taken off it is led out', async () => {
  const fair = await createFair(admin, 'led-out');
  const staff = await createStaff(hub, admin, fair, 'Staff');
  for (const other of [admin, await hub.person('Stranger')])
    await expect(atDesk(other, fair)).rejects.toMatchObject({ code: 'not_found' });
  const visitor = await hub.person('Visitor');
  const watching = await watcher(visitor, fair);
  const desk = await atDesk(staff, fair);
  await setOpen(staff, fair, true);
  await ask(visitor, fair);
  await vi.waitFor(() => expect(desk.heard).toHaveLength(1));
  await admin.hub.call('DELETE /api/events/:event/booths/:booth/staff/:person', {
    params: { event: fair.event, booth: fair.booth, person: staff.id },
  });
  await vi.waitFor(() => expect(watching.heard.at(-1)).toEqual([true, 0]));
  const next = await hub.person('Next');
  await ask(next, fair);
  await hub.settled();
  await expect(answer(staff, desk.heard[0]?.id ?? '')).rejects.toMatchObject({ code: 'not_found' });
  expect(desk.heard).toHaveLength(1);
});

test('a request reaches all at the booth, one answers, the two talk, and a third person hears nothing', async () => {
  const fair = await createFair(admin, 'talk');
  const [ada, bert] = [await createStaff(hub, admin, fair, 'Ada'), await createStaff(hub, admin, fair, 'Bert')];
  const [visitor, third] = [await hub.person('Visitor'), await hub.person('Third')];
  await setOpen(ada, fair, true);
  const [a, b] = [await atDesk(ada, fair), await atDesk(bert, fair)];
  const mine: ContactRequest[] = [];
  const v = socketOf(visitor);
  v.on('contact:changed', (request) => mine.push(request));
  const outside: string[] = [];
  const watching = await watcher(third, fair);
  watching.socket.on('contact:changed', () => outside.push('contact'));
  watching.socket.on('chat:said', () => outside.push('line'));

  const asked = await ask(visitor, fair, 'Habt ihr Ladesäulen?');
  await vi.waitFor(() => expect([a.heard, b.heard]).toEqual([[asked], [asked]]));
  const answered = await answer(bert, asked.id);
  await vi.waitFor(() => expect([a.heard.at(-1), mine.at(-1)]).toEqual([answered, answered]));

  const channel = answered.channelId ?? '';
  const lines = { visitor: [] as string[], bert: [] as string[] };
  v.on('chat:said', ({ line }) => lines.visitor.push(`${line.author?.name}: ${line.text}`));
  b.socket.on('chat:said', ({ line }) => lines.bert.push(`${line.author?.name}: ${line.text}`));
  expect(await v.request('chat:join', { channel })).toMatchObject({ say: true });
  expect(await b.socket.request('chat:join', { channel })).toMatchObject({ say: true });
  expect(await a.socket.request('chat:join', { channel })).toMatchObject({ say: false });
  await expect(watching.socket.request('chat:join', { channel })).rejects.toMatchObject({ code: 'not_found' });
  const say = (socket: HubSocket, text: string) => socket.request('chat:say', { channel, text, token: randomUUID() });
  await say(b.socket, 'Ja, zwölf.');
  await say(v, 'Danke!');
  const both = ['Bert: Ja, zwölf.', 'Visitor: Danke!'];
  await vi.waitFor(() => expect(lines).toEqual({ visitor: both, bert: both }));
  await expect(third.hub.call('GET /api/channels/:channel/lines', { params: { channel } })).rejects.toMatchObject({
    code: 'not_found',
  });

  await ada.hub.call('GET /api/channels/:channel/lines', { params: { channel } });
  await visitor.hub.call('POST /api/contact-requests/:request/end', { params: { request: asked.id } });
  await vi.waitFor(() => expect(b.heard.at(-1)?.endedAt).not.toBeNull());
  await expect(say(b.socket, 'Noch da?')).rejects.toMatchObject({ code: 'not_possible_now' });
  expect(outside).toEqual([]);
});

test('who waits or talks at a booth that goes away is told, and nothing that was said stays behind', async () => {
  const fair = await createFair(admin, 'going-away');
  const staff = await createStaff(hub, admin, fair, 'Staff');
  const people = [await hub.person('Talker'), await hub.person('Waiter')] as const;
  await setOpen(staff, fair, true);
  const heard = people.map((person) => {
    const news: ContactRequest[] = [];
    socketOf(person).on('contact:changed', (request) => news.push(request));
    return news;
  });
  const talk = await answer(staff, (await ask(people[0], fair)).id);
  const waiting = await ask(people[1], fair);
  const channel = talk.channelId ?? '';
  await socketOf(staff).request('chat:say', { channel, text: 'Guten Tag', token: randomUUID() });
  await vi.waitFor(() => expect(heard.map((news) => news.at(-1)?.state)).toEqual(['answered', 'waiting']));
  const lines = () => hub.database.database.sql`select 1 from lines where channel_id = ${channel}`;
  expect(await lines()).toHaveLength(1);

  await admin.hub.call('DELETE /api/events/:event/booths/:booth', { params: { event: fair.event, booth: fair.booth } });
  await vi.waitFor(() =>
    expect(heard.map((news) => news.at(-1))).toMatchObject([
      { id: talk.id, state: 'answered', endedAt: expect.any(String) },
      { id: waiting.id, state: 'missed', endedAt: expect.any(String) },
    ]),
  );
  expect(await lines()).toHaveLength(0);
  await expect(people[0].hub.call('GET /api/channels/:channel/lines', { params: { channel } })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('who watches a fair can leave it after its event became a draft, and then hears nothing more', async () => {
  const fair = await createFair(admin, 'draft-again');
  const staff = await createStaff(hub, admin, fair, 'Staff');
  const visitor = await watcher(await hub.person('Visitor'), fair);
  await setOpen(staff, fair, true);
  await vi.waitFor(() => expect(visitor.heard).toEqual([[true, 0]]));
  await admin.hub.call('DELETE /api/events/:event/publication', { params: { event: fair.event } });
  await visitor.socket.request('fair:unwatch', { event: fair.event });
  await setOpen(staff, fair, false);
  await hub.settled();
  // What would come had come by the time the answer to a later message is there.
  await expect(visitor.socket.request('fair:watch', { event: fair.event })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(visitor.heard).toEqual([[true, 0]]);
});

test('while another hub does not say who is there, desks are joined and no connection to the database waits', async () => {
  const { here, there, close } = await startTwoHubs();
  stops.push(close);
  const organiser = await here.withRole('Admin', 'admin');
  const fair = await createFair(organiser, 'mute-hub');
  const staff = await createStaff(here, organiser, fair, 'Staff');
  const watching = await watcher(await here.person('Visitor'), fair);
  const count = () => here.running.app.get(BoothPresenceService).recountAttended();

  // As a hub does that has died: it is asked, and never answers.
  const adapter = clusterAdapterOf(there);
  const answers = adapter.publishResponse.bind(adapter);
  const inTransaction: number[] = [];
  const { sql } = here.database.database;
  let mute = true;
  adapter.publishResponse = (...response) => {
    void sql`select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`
      .then(({ length }) => inTransaction.push(length))
      .then(() => (mute ? undefined : answers(...response)));
  };
  const desk = await atDesk(staff, fair);
  expect(desk.state.staffPresent).toBe(0);
  for (let round = 0; round < 4; round += 1) await count();
  await vi.waitFor(() => expect(inTransaction.length).toBeGreaterThanOrEqual(5));
  // Something else may be in the middle of a transaction by chance, but not each time.
  expect(Math.min(...inTransaction)).toBe(0);

  // Nothing is lost: as soon as everybody answers, the count is made good.
  mute = false;
  await count();
  await vi.waitFor(() => expect(watching.heard).toEqual([[false, 1]]));

  // Who is not at a desk cannot have it counted.
  const asked = inTransaction.length;
  await watching.socket.request('desk:leave', { booth: fair.boothId });
  expect(inTransaction.length).toBe(asked);
  await desk.socket.request('desk:leave', { booth: fair.boothId });
  await vi.waitFor(() => expect(watching.heard.at(-1)).toEqual([false, 0]));
  expect(inTransaction.length).toBeGreaterThan(asked);
});

test('two hubs on one database: of 20 staff on both exactly one answers who asks, and both count the same people', async () => {
  const { here, there, close } = await startTwoHubs();
  stops.push(close);
  const organiser = await here.withRole('Admin', 'admin');
  const fair = await createFair(organiser, 'two-hubs');
  const staff: TestPerson[] = [];
  for (const letter of 'abcdefghijklmnopqrst') staff.push(await createStaff(here, organiser, fair, `Staff ${letter}`));
  const visitor = await here.person('Visitor');
  const visitorThere = await signedInAt(there, visitor);
  const staffHere = staff.slice(0, 10);
  const staffThere = await Promise.all(staff.slice(10).map((person) => signedInAt(there, person)));
  const [ada, bertThere, cemThere] = [staffHere[0], staffThere[0], staffThere[1]] as [
    TestPerson,
    TestPerson,
    TestPerson,
  ];
  await setOpen(ada, fair, true);
  await here.settled();

  const [watchingHere, watchingThere] = [await watcher(visitor, fair), await watcher(visitorThere, fair)];
  const a = await atDesk(ada, fair);
  await vi.waitFor(() => expect(watchingThere.heard).toHaveLength(1));
  const b = await atDesk(bertThere, fair);
  await vi.waitFor(() => expect(watchingHere.heard).toHaveLength(2));
  const c = await atDesk(cemThere, fair);
  const counts = [
    [true, 1],
    [true, 2],
    [true, 3],
  ];
  await vi.waitFor(() => expect([watchingHere.heard, watchingThere.heard]).toEqual([counts, counts]));

  const asked = await ask(visitor, fair);
  await vi.waitFor(() => expect([a.heard, b.heard, c.heard]).toEqual([[asked], [asked], [asked]]));
  const outcomes = await Promise.allSettled([...staffHere, ...staffThere].map((person) => answer(person, asked.id)));
  const winners = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.answeredBy] : []));
  const losers = outcomes.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
  expect([winners.length, losers.length]).toEqual([1, 19]);
  for (const loser of losers)
    expect(loser).toMatchObject({ code: 'already_answered', details: { by: winners[0]?.name } });
  const mine = { params: { event: fair.event, booth: fair.booth } };
  for (const browser of [visitor, visitorThere])
    expect(await browser.hub.call('GET /api/events/:event/booths/:booth/contact-requests/mine', mine)).toMatchObject({
      request: { answeredBy: winners[0] },
    });

  // Without the database's word on it, several of the same twenty take themselves for the one.
  await visitor.hub.call('POST /api/contact-requests/:request/end', { params: { request: asked.id } });
  const { id } = await ask(visitorThere, fair);
  const naive = await Promise.all(
    [here, there].flatMap((each, half) =>
      staff.slice(half * 10, half * 10 + 10).map((person) => answerAfterReading(each, id, person.id)),
    ),
  );
  expect(naive.filter((won) => won).length).toBeGreaterThan(1);

  b.socket.close();
  await vi.waitFor(() => expect(watchingHere.heard.at(-1)).toEqual([true, 2]));
  a.socket.close();
  await vi.waitFor(() => expect(watchingThere.heard.at(-1)).toEqual([true, 1]));
});

/** The part of a hub's socket server that answers other hubs. */
function clusterAdapterOf(other: TestHub): { publishResponse(...response: unknown[]): void } {
  const adapter: unknown = other.running.app.get(Sockets)['server']?.of('/').adapter;
  if (!adapter || typeof adapter !== 'object' || !('publishResponse' in adapter)) throw new Error('no cluster adapter');
  return adapter as { publishResponse(...response: unknown[]): void };
}
