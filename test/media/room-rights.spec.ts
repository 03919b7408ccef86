import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HubSocket } from '@hubwerk/client/socket';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { MediaAdmission } from '../../apps/hub/src/media/media-room-owners.ts';
import { MediaService } from '../../apps/hub/src/media/media.service.ts';
import { opusParameters, ScriptedTransport } from '../support/scripted-media-client.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let media: MediaService;
let speaker: TestPerson;
let viewer: TestPerson;
let room: `meeting:${string}`;
const admitted = new Map<string, MediaAdmission>();
const open: { close(): unknown }[] = [];

beforeAll(async () => {
  hub = await startTestHub({ media: { min: 24_320, max: 24_329 } });
  media = hub.running.app.get(MediaService);
  speaker = await hub.person('Speaker');
  viewer = await hub.person('Viewer');
});
beforeEach(() => {
  room = `meeting:${v7()}`;
  admitted.clear();
  admitted.set(speaker.id, 'speaker').set(viewer.id, 'viewer');
  media.own('meeting', async (_, { personId }) => admitted.get(personId) ?? null);
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => hub.close());

function socketOf(person: TestPerson): HubSocket {
  const socket = person.socket();
  open.push(socket);
  return socket;
}

/** One more socket of the person in the room, and the names of the notices it hears of it; role changes say the role. */
async function enter(person: TestPerson) {
  const socket = socketOf(person);
  const news: string[] = [];
  socket.on('media:published', () => news.push('published'));
  socket.on('media:unpublished', () => news.push('unpublished'));
  socket.on('media:role_changed', ({ role }) => news.push(`role ${role}`));
  const joined = await socket.request('media:join', { room });
  return { socket, news, joined };
}

async function publish({ socket, joined }: Awaited<ReturnType<typeof enter>>): Promise<void> {
  const way = await ScriptedTransport.open(
    {
      createTransport: (direction) => socket.request('media:transport', { room, direction }),
      connectTransport: (transportId, dtlsParameters) =>
        socket.request('media:connect', { room, transportId, dtlsParameters }),
    },
    'send',
  );
  open.push(way);
  await socket.request('media:publish', {
    room,
    transportId: way.id,
    source: 'microphone',
    rtpParameters: opusParameters(joined.rtpCapabilities, 4001),
    token: randomUUID(),
  });
}

const changed = () => hub.database.database.transaction((tx) => media.rolesChanged(tx, room));

test('a right that ends by the clock ends what is sent, and what is heard of the room', async () => {
  const [s, v] = [await enter(speaker), await enter(viewer)];
  await publish(s);
  await vi.waitFor(() => expect([s.news, v.news]).toEqual([['published'], ['published']]));
  admitted.delete(speaker.id);
  await vi.waitFor(() => expect(s.news).toContain('role null'), { timeout: 30_000, interval: 100 });
  expect(v.news).toEqual(['published', 'unpublished']);
  await expect(s.socket.request('media:transport', { room, direction: 'receive' })).rejects.toMatchObject({
    code: 'room_closed',
  });
  const until = s.news.length;
  admitted.set(viewer.id, 'speaker');
  await publish(await enter(viewer));
  await vi.waitFor(() => expect(v.news.filter((name) => name === 'published')).toHaveLength(2));
  expect(s.news.slice(until)).toEqual([]);
});

test('who changes rights while somebody enters is not overheard', async () => {
  const v = await enter(viewer);
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  media.own('meeting', async (_, { personId }) => {
    const answer = admitted.get(personId) ?? null;
    if (personId === speaker.id && answer === 'speaker') {
      asked.resolve();
      await gate.promise;
    }
    return answer;
  });
  const entering = enter(speaker);
  await asked.promise;
  admitted.set(speaker.id, 'viewer').delete(viewer.id);
  await changed();
  await vi.waitFor(() => expect(v.news).toEqual(['role null']));
  gate.resolve();
  expect((await entering).joined.role).toBe('viewer');
});

test('after a change each person is asked about once, a few at a time, and who is to send first', async () => {
  const others = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].map((name) => hub.person(name)));
  for (const { id } of others) admitted.set(id, 'viewer');
  for (const person of [viewer, viewer, ...others]) await enter(person);
  admitted.set(speaker.id, 'standby');
  const s = await enter(speaker);
  expect(s.joined.role).toBe('viewer');
  const askedAbout: string[] = [];
  let atOnce = 0;
  let most = 0;
  media.own('meeting', async (_, { personId }) => {
    askedAbout.push(personId);
    most = Math.max(most, (atOnce += 1));
    await sleep(5);
    atOnce -= 1;
    return admitted.get(personId) ?? null;
  });
  admitted.set(speaker.id, 'speaker');
  await changed();
  await vi.waitFor(() => expect(askedAbout).toHaveLength(11));
  expect(s.news).toEqual(['role speaker']);
  expect(askedAbout[0]).toBe(speaker.id);
  expect(new Set(askedAbout).size).toBe(11);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThan(5);
});

test('nobody fills a room alone: the fifth seat is refused until another one is free', async () => {
  const seats = [await enter(viewer), await enter(viewer), await enter(viewer), await enter(viewer)];
  await seats[0]?.socket.request('media:join', { room });
  await expect(enter(viewer)).rejects.toMatchObject({ code: 'too_many_seats' });
  await enter(speaker);
  await seats[0]?.socket.request('media:leave', { room });
  await enter(viewer);
});

test('a hub that lost its hold on a room sends everybody out of it', async () => {
  const [s, v] = [await enter(speaker), await enter(viewer)];
  await publish(s);
  await vi.waitFor(() => expect(v.news).toEqual(['published']));
  await hub.database.database.sql`
    update media_rooms set hub_id = ${v7()}, held_until = now() + interval '1 hour' where room = ${room}`;
  await vi.waitFor(() => expect([s.news.at(-1), v.news.at(-1)]).toEqual(['role null', 'role null']), {
    timeout: 15_000,
    interval: 100,
  });
  await expect(s.socket.request('media:join', { room })).rejects.toMatchObject({ code: 'media_elsewhere' });
});
