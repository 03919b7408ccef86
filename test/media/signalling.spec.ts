import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mediaMessages } from '@hubwerk/contracts';
import type { MediaRole } from '@hubwerk/media-engine';
import fc from 'fast-check';
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
  socketOf,
  speaker,
  startMediaRoomHub,
  viewer,
} from '../support/media-room.ts';
import { opusParameters, vp8Parameters } from '../support/scripted-media-client.ts';
import type { TestPerson } from '../support/test-hub.ts';

let stranger: TestPerson;

beforeAll(async () => {
  await startMediaRoomHub({ min: 24_200, max: 24_219 });
  stranger = await hub.person('Stranger');
});
beforeEach(makeRoom);
afterEach(leaveRoom);
afterAll(() => hub.close());

test('what a speaker sends reaches a viewer once the viewer is ready', async () => {
  const [s, v] = [await enter(speaker), await enter(viewer)];
  expect(s.joined).toMatchObject({ role: 'speaker', streams: [] });
  expect(v.joined).toMatchObject({ role: 'viewer', generation: s.joined.generation });
  const { way, streamId, request } = await publish(s, 1001);
  await vi.waitFor(() => expect(v.news).toHaveLength(1));
  const stream = {
    id: streamId,
    peer: { id: s.joined.peerId, personId: speaker.id, name: 'Speaker' },
    source: 'microphone',
    kind: 'audio',
    muted: false,
  };
  expect(v.news).toEqual([{ name: 'media:published', payload: { room, stream } }]);
  expect(await s.socket.request('media:publish', request)).toEqual({ streamId });
  const payloadType = request.rtpParameters.codecs[0]?.payloadType ?? 0;
  let sequenceNumber = 0;
  const send = async (packets: number) => {
    for (let index = 0; index < packets; index += 1) {
      sequenceNumber += 1;
      await way.send(Buffer.from([sequenceNumber, 2, 3]), { ssrc: 1001, payloadType, sequenceNumber });
      await sleep(5);
    }
  };

  const receiving = await v.transport('receive');
  const subscription = { room, streamId, rtpCapabilities: v.joined.rtpCapabilities };
  const { consumerId, kind } = await v.socket.request('media:subscribe', subscription);
  expect(kind).toBe('audio');
  await send(5);
  expect(receiving.packets).toHaveLength(0);
  await v.socket.request('media:resume', { room, consumerId });
  await vi.waitFor(async () => {
    await send(5);
    expect(receiving.packets.length).toBeGreaterThan(5);
  });

  await s.socket.request('media:mute', { room, streamId, muted: true });
  await vi.waitFor(() =>
    expect(v.news.at(-1)).toEqual({ name: 'media:muted', payload: { room, streamId, muted: true } }),
  );
  expect((await enter(viewer)).joined.streams).toEqual([{ ...stream, muted: true }]);
  await s.socket.request('media:unpublish', { room, streamId });
  await vi.waitFor(() => expect(v.news.at(-1)).toEqual({ name: 'media:unpublished', payload: { room, streamId } }));
});

test('a viewer cannot send, a stranger cannot enter, and a room nobody owns is closed', async () => {
  const v = await enter(viewer);
  await expect(v.socket.request('media:transport', { room, direction: 'send' })).rejects.toMatchObject({
    code: 'view_only',
  });
  const receiving = await v.transport('receive');
  const rtpParameters = opusParameters(v.joined.rtpCapabilities, 1);
  await expect(
    v.socket.request('media:publish', {
      room,
      transportId: receiving.id,
      source: 'microphone',
      rtpParameters,
      token: randomUUID(),
    }),
  ).rejects.toMatchObject({ code: 'view_only' });
  const outside = socketOf(stranger);
  await expect(outside.request('media:join', { room })).rejects.toMatchObject({ code: 'not_found' });
  await expect(outside.request('media:transport', { room, direction: 'receive' })).rejects.toMatchObject({
    code: 'room_closed',
  });
});

test('who may no longer send is cut off at once, and who may again can', async () => {
  const [s, v] = [await enter(speaker), await enter(viewer)];
  const { streamId } = await publish(s, 1002);
  await vi.waitFor(() => expect(v.news).toHaveLength(1));
  const change = async (role: MediaRole | undefined) => {
    if (role) admitted.set(speaker.id, role);
    else admitted.delete(speaker.id);
    await rolesChanged();
  };
  await change('viewer');
  await vi.waitFor(() => expect(v.news.at(-1)).toEqual({ name: 'media:unpublished', payload: { room, streamId } }));
  expect(s.news.at(-1)).toEqual({ name: 'media:role_changed', payload: { room, role: 'viewer' } });
  await change('speaker');
  await vi.waitFor(() => expect(s.news.at(-1)).toMatchObject({ payload: { role: 'speaker' } }));
  await publish(s, 1003);
  await change(undefined);
  await vi.waitFor(() => expect(s.news.at(-1)).toMatchObject({ payload: { role: null } }));
  await expect(s.socket.request('media:transport', { room, direction: 'send' })).rejects.toMatchObject({
    code: 'room_closed',
  });
});

test('a right that was lost without a word is found out when it is used', async () => {
  const s = await enter(speaker);
  const way = await s.transport('send');
  admitted.set(speaker.id, 'viewer');
  const rtpParameters = opusParameters(s.joined.rtpCapabilities, 5);
  await expect(
    s.socket.request('media:publish', {
      room,
      transportId: way.id,
      source: 'microphone',
      rtpParameters,
      token: randomUUID(),
    }),
  ).rejects.toMatchObject({ code: 'view_only' });
});

test('a lost connection takes its streams along', async () => {
  const [s, v] = [await enter(speaker), await enter(viewer)];
  const { streamId } = await publish(s, 1004);
  await vi.waitFor(() => expect(v.news).toHaveLength(1));
  s.socket.close();
  await vi.waitFor(() => expect(v.news.at(-1)).toEqual({ name: 'media:unpublished', payload: { room, streamId } }));
});

test('garbage is answered and never harms the worker', async () => {
  const s = await enter(speaker);
  const way = await s.transport('send');
  const { rtpCapabilities } = s.joined;
  const valid: Record<string, Record<string, unknown>> = {
    'media:transport': { room, direction: 'receive' },
    'media:connect': {
      room,
      transportId: way.id,
      dtlsParameters: {
        role: 'client',
        fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('AB').join(':') }],
      },
    },
    'media:publish': {
      room,
      transportId: way.id,
      source: 'camera',
      rtpParameters: vp8Parameters(rtpCapabilities, 9),
      token: randomUUID(),
    },
    'media:subscribe': { room, streamId: 'none', rtpCapabilities },
    'media:layers': { room, consumerId: 'none', spatialLayer: 1 },
  };
  const answers = ['ok', 'invalid_input', 'not_found', 'room_closed', 'view_only', 'cannot_play', 'not_possible_now'];
  for (const [name, payload] of Object.entries(valid)) {
    const person = await hub.person(`Fuzzer ${name}`);
    admitted.set(person.id, 'speaker');
    const { socket } = await enter(person);
    await fc.assert(
      fc.asyncProperty(mutated(payload), async (garbage) => {
        const code = await socket.request(name as 'media:publish', garbage as never).then(
          () => 'ok',
          (problem: { code: string }) => problem.code,
        );
        expect(answers).toContain(code);
      }),
      { numRuns: 60 },
    );
  }
  const person = await hub.person('Fuzzer');
  admitted.set(person.id, 'speaker');
  const socket = socketOf(person);
  for (const { name } of Object.values(mediaMessages)) {
    for (const garbage of [undefined, null, 7, 'text', [], {}, { room: 'meeting:x' }, { room: { toString: 1 } }]) {
      await expect(socket.request(name as 'media:publish', garbage as never)).rejects.toMatchObject({
        code: 'invalid_input',
      });
    }
  }
  expect(media.health()).toEqual({ ok: true, reason: null });
  await publish(s, 1005);
});

/** The payload with one of its places, at any depth, made into something else. */
function mutated(payload: unknown): fc.Arbitrary<unknown> {
  const paths = pathsIn(payload);
  const values = fc.oneof(
    fc.anything({ maxDepth: 2 }),
    fc.constantFrom(-1, 0, 2 ** 40, 1.5, '', 'x'.repeat(5_000), null, true, [], {}),
  );
  return fc.tuple(fc.constantFrom(...paths), values).map(([path, value]) => replaced(payload, path, value));
}

function pathsIn(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner).map((path) => [key, ...path]))];
}

function replaced(value: unknown, [key, ...rest]: string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, replacement);
  return copy;
}
