import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  admitted,
  enter,
  hub,
  leaveRoom,
  makeRoom,
  media,
  publish,
  rolesChanged,
  room,
  speaker,
  startMediaRoomHub,
  viewer,
  type Entered,
} from '../support/media-room.ts';

beforeAll(() => startMediaRoomHub({ min: 24_320, max: 24_329 }));
beforeEach(makeRoom);
afterEach(leaveRoom);
afterAll(() => hub.close());

/** The names of what was heard of the room; role changes say the role. */
const heard = ({ news }: Entered) =>
  news.map(({ name, payload }) => ('role' in payload ? `role ${String(payload.role)}` : name.replace('media:', '')));

test('a right that ends by the clock ends what is sent, and what is heard of the room', async () => {
  const [s, v] = [await enter(speaker), await enter(viewer)];
  await publish(s, 4001);
  await vi.waitFor(() => expect([heard(s), heard(v)]).toEqual([['published'], ['published']]));
  admitted.delete(speaker.id);
  await vi.waitFor(() => expect(heard(s)).toContain('role null'), { timeout: 30_000, interval: 100 });
  expect(heard(v)).toEqual(['published', 'unpublished']);
  await expect(s.socket.request('media:transport', { room, direction: 'receive' })).rejects.toMatchObject({
    code: 'room_closed',
  });
  const until = heard(s).length;
  admitted.set(viewer.id, 'speaker');
  await publish(await enter(viewer), 4001);
  await vi.waitFor(() => expect(heard(v).filter((name) => name === 'published')).toHaveLength(2));
  expect(heard(s).slice(until)).toEqual([]);
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
  await rolesChanged();
  await vi.waitFor(() => expect(heard(v)).toEqual(['role null']));
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
  await rolesChanged();
  await vi.waitFor(() => expect(askedAbout).toHaveLength(11));
  expect(heard(s)).toEqual(['role speaker']);
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
  await publish(s, 4001);
  await vi.waitFor(() => expect(heard(v)).toEqual(['published']));
  await hub.database.database.sql`
    update media_rooms set hub_id = ${v7()}, held_until = now() + interval '1 hour' where room = ${room}`;
  await vi.waitFor(() => expect([heard(s).at(-1), heard(v).at(-1)]).toEqual(['role null', 'role null']), {
    timeout: 15_000,
    interval: 100,
  });
  await expect(s.socket.request('media:join', { room })).rejects.toMatchObject({ code: 'media_elsewhere' });
});
