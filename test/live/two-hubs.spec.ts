import { randomUUID } from 'node:crypto';
import type { HubSocket } from '@hubwerk/client/socket';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Sockets } from '../../apps/hub/src/platform/sockets/sockets.ts';
import { signedInAt } from '../support/signed-in-at.ts';
import { buildStage } from '../support/stage-builder.ts';
import type { TestHub, TestPerson } from '../support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from '../support/two-hubs.ts';

let here: TestHub;
let there: TestHub;
let close: TwoHubs['close'] | undefined;
let admin: TestPerson;
let speaker: TestPerson;
let built: Awaited<ReturnType<typeof buildStage>>;
let channel: string;
const open: HubSocket[] = [];

beforeAll(async () => {
  ({ here, there, close } = await startTwoHubs());
  admin = await here.withRole('Admin', 'admin');
  speaker = await here.person('Speaker');
});
beforeEach(async () => {
  built = await buildStage(here, admin, speaker);
  const { params } = at();
  const stage = await speaker.hub.call('GET /api/events/:event/stages/:stage', { params });
  channel = stage.channel ?? '';
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});
afterAll(() => close?.());

const at = () => ({ params: { event: built.event, stage: built.stage } });

/** Somebody at the stage and in its chat, with what they were told there. */
async function atStage(person: TestPerson) {
  const socket = person.socket();
  open.push(socket);
  const told = {
    lines: [] as (string | null)[],
    viewers: [] as number[],
    states: [] as string[],
    left: [] as string[],
  };
  socket.on('chat:said', ({ line }) => told.lines.push(line.text));
  socket.on('stage:counted', ({ viewers }) => told.viewers.push(viewers));
  socket.on('stage:changed', ({ state }) => told.states.push(state));
  socket.on('audience:left', ({ audience }) => told.left.push(audience));
  const entered = await socket.request('stage:enter', { stage: built.stage });
  await socket.request('chat:join', { channel });
  return { socket, told, entered };
}

function tomorrowAt(hour: number): string {
  const time = new Date(Date.now() + 24 * 60 * 60 * 1000);
  time.setUTCHours(hour, 0, 0, 0);
  return time.toISOString();
}

const say = ({ socket }: { socket: HubSocket }, text: string) =>
  socket.request('chat:say', { channel, text, token: randomUUID() });

async function openRegistration(): Promise<void> {
  await admin.hub.call('POST /api/events/:event/ticket-types', {
    params: { event: built.event },
    body: { name: { de: 'Eintritt' }, capacity: 10 },
  });
}

const register = (person: TestPerson) =>
  person.hub.call('POST /api/events/:event/registrations', { params: { event: built.event }, body: {} });

const everywhere = () => [`stage:${built.stage}`, `channel:${channel}`].toSorted();

test('people on two hubs are at one stage: one count, one chat, one broadcast', async () => {
  const s = await atStage(speaker);
  const visitor = await signedInAt(there, await here.person('Visitor'));
  const v = await atStage(visitor);
  expect(v.entered).toMatchObject({ state: 'off', viewers: 2 });
  await vi.waitFor(() => expect([s.told.viewers.at(-1), v.told.viewers.at(-1)]).toEqual([2, 2]), 5_000);
  await say(s, 'Willkommen');
  await say(v, 'Hallo aus dem anderen Haus');
  const both = ['Willkommen', 'Hallo aus dem anderen Haus'];
  await vi.waitFor(() => expect([s.told.lines, v.told.lines]).toEqual([both, both]));
  await speaker.hub.call('POST /api/events/:event/stages/:stage/air', at());
  await vi.waitFor(() => expect(v.told.states).toEqual(['on_air']));
  // The hub that told the last number is not the one that tells the next, and the number has been before.
  await speaker.hub.call('DELETE /api/events/:event/stages/:stage/air', at());
  v.socket.close();
  await vi.waitFor(() => expect(s.told.viewers.at(-1)).toBe(1), 5_000);
  const back = await atStage(visitor);
  await vi.waitFor(() => expect(s.told.viewers.at(-1)).toBe(2), 5_000);
  s.socket.close();
  await vi.waitFor(() => expect(back.told.viewers.at(-1)).toBe(1), 5_000);
});

test('who cancels the registration is led out at once, on whichever hub they are', async () => {
  await openRegistration();
  const [goes, stays] = [await here.person('Goes'), await here.person('Stays')];
  await Promise.all([goes, stays].map(register));
  const s = await atStage(speaker);
  const out = await atStage(await signedInAt(there, goes));
  const inside = await atStage(await signedInAt(there, stays));
  await say(s, 'Alle hören zu');
  await vi.waitFor(() => expect([out.told.lines, inside.told.lines]).toEqual([['Alle hören zu'], ['Alle hören zu']]));
  await goes.hub.call('DELETE /api/events/:event/registrations/mine', { params: { event: built.event } });
  await vi.waitFor(() => expect(out.told.left.toSorted()).toEqual(everywhere()));
  await vi.waitFor(() => expect(s.told.viewers.at(-1)).toBe(2), 5_000);
  await say(s, 'Nur noch wir');
  await vi.waitFor(() => expect(inside.told.lines).toHaveLength(2));
  expect(out.told.lines).toEqual(['Alle hören zu']);
  expect(inside.told.left).toEqual([]);
  await expect(out.socket.request('stage:enter', { stage: built.stage })).rejects.toMatchObject({
    code: 'not_registered',
  });
});

test('who loses a role loses the place it gave', async () => {
  await openRegistration();
  const moderator = await here.person('Moderator', { verified: true });
  const grant = await admin.hub.call('POST /api/events/:event/grants', {
    params: { event: built.event },
    body: { email: moderator.mail, role: 'moderator' },
  });
  const m = await atStage(await signedInAt(there, moderator));
  const s = await atStage(speaker);
  await say(s, 'Mit Moderation');
  await vi.waitFor(() => expect(m.told.lines).toEqual(['Mit Moderation']));
  await admin.hub.call('DELETE /api/events/:event/grants/:grant', {
    params: { event: built.event, grant: grant.id },
  });
  await vi.waitFor(() => expect(m.told.left.toSorted()).toEqual(everywhere()));
  await say(s, 'Ohne');
  await vi.waitFor(() => expect(s.told.lines).toHaveLength(2));
  expect(m.told.lines).toEqual(['Mit Moderation']);
});

test('when an event is withdrawn only its team stays', async () => {
  const visitor = await atStage(await signedInAt(there, await here.person('Visitor')));
  const team = await atStage(admin);
  await say(visitor, 'Noch öffentlich');
  await vi.waitFor(() => expect(team.told.lines).toEqual(['Noch öffentlich']));
  await admin.hub.call('DELETE /api/events/:event/publication', { params: { event: built.event } });
  await vi.waitFor(() => expect(visitor.told.left.toSorted()).toEqual(everywhere()));
  await say(team, 'Unter uns');
  await vi.waitFor(() => expect(team.told.lines).toHaveLength(2));
  expect(visitor.told.lines).toEqual(['Noch öffentlich']);
  expect(team.told.left).toEqual([]);
});

test('who signs out on one hub is cut off on the other, in that browser and no other', async () => {
  const person = await here.person('Leaves');
  const [gone, stays] = [await signedInAt(there, person), await signedInAt(there, person)];
  const sockets = [gone, stays].map((browser) => browser.socket());
  open.push(...sockets);
  for (const socket of sockets) await socket.request('stage:enter', { stage: built.stage });
  const connected = () =>
    [...(there.running.app.get(Sockets)['server']?.sockets.sockets.values() ?? [])].filter(
      ({ data }) => data.asker.personId === person.id,
    ).length;
  expect(connected()).toBe(2);
  const answer = await fetch(`${here.url}/api/sign-out`, { method: 'POST', headers: { cookie: gone.cookie() } });
  expect(answer.status).toBe(204);
  await vi.waitFor(() => expect(connected()).toBe(1), 5_000);
  await sockets[1]?.request('stage:enter', { stage: built.stage });
});

test('what is starred on one hub is in the agenda on the other', async () => {
  const params = { event: built.event };
  const [session] = (await admin.hub.call('GET /api/events/:event/draft', { params })).sessions;
  if (!session) throw new Error('no session');
  await admin.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
    params: { ...params, session: session.id },
    body: { version: session.slot.version, roomId: built.roomId, startsAt: tomorrowAt(10), endsAt: tomorrowAt(11) },
  });
  await admin.hub.call('POST /api/events/:event/releases', { params, body: {} });
  const visitor = await here.person('Visitor');
  const elsewhere = await signedInAt(there, visitor);
  const agenda = async () =>
    (await elsewhere.hub.call('GET /api/me/agenda')).days.flatMap(({ items }) => items.map(({ path }) => path));
  expect(await agenda()).toEqual([]);
  const star = { params: { ...params, session: session.id } };
  await visitor.hub.call('PUT /api/events/:event/schedule/sessions/:session/star', star);
  await expect.poll(agenda, { timeout: 5_000 }).toEqual([expect.stringContaining(session.id)]);
  await visitor.hub.call('DELETE /api/events/:event/schedule/sessions/:session/star', star);
  await expect.poll(agenda, { timeout: 5_000 }).toEqual([]);
});

test('a meeting that is accepted on one hub is heard of on the other, and is in the agenda there', async () => {
  const params = { event: built.event };
  await admin.hub.call('PATCH /api/events/:event', {
    params,
    body: {
      version: (await admin.hub.call('GET /api/events/:event', { params })).version,
      startsAt: tomorrowAt(8),
      endsAt: tomorrowAt(18),
    },
  });
  const [asks, asked] = [await here.person('Asks'), await signedInAt(there, await here.person('Asked'))];
  for (const person of [asks, asked])
    await person.hub.call('PUT /api/events/:event/availability', {
      params,
      body: { version: 0, windows: [{ startsAt: tomorrowAt(10), endsAt: tomorrowAt(12) }] },
    });
  const heard: unknown[] = [];
  const socket = asks.socket();
  open.push(socket);
  socket.on('meeting:changed', (notice) => heard.push(notice));
  await socket.request('stage:enter', { stage: built.stage });
  const { id: meeting } = await asks.hub.call('POST /api/events/:event/meetings', {
    params,
    body: { personId: asked.id, startsAt: tomorrowAt(10), reason: 'Ladesäulen' },
  });
  const accepted = { meetingId: meeting, eventId: built.eventId, status: 'accepted' };
  await here.settled();
  expect(heard).not.toContainEqual(accepted);
  await asked.hub.call('POST /api/meetings/:meeting/acceptance', { params: { meeting } });
  await vi.waitFor(() => expect(heard).toContainEqual(accepted), 5_000);
  const { days } = await asks.hub.call('GET /api/me/agenda');
  expect(days.flatMap(({ items }) => items)).toMatchObject([{ kind: 'meeting' }]);
});
