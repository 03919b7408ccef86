import { setTimeout } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import {
  engine,
  engineForEachTest,
  goOnAir,
  nextSsrc,
  open,
  refused,
  restartEngine,
  watch,
} from '../support/engine.ts';
import { opusParameters, vp8Parameters } from '../support/scripted-media-client.ts';

engineForEachTest({ min: 24_110, max: 24_119 });

describe('a room', () => {
  test('refuses who exceeds its limits', async () => {
    await restartEngine({ limits: { peersPerRoom: 2, consumersPerPeer: 1 } });
    const room = await engine.room('meeting');
    const one = room.join('one', 'speaker');
    const two = room.join('two', 'speaker');
    expect(() => room.join('three', 'speaker')).toThrow(refused('room_full'));
    const { transport, streamId, stop } = await goOnAir(one);
    const camera = await one.publish({
      transportId: transport.id,
      source: 'camera',
      rtpParameters: vp8Parameters(one.capabilities(), nextSsrc()),
      token: 'camera',
    });
    await open(two, 'receive');
    await two.subscribe(streamId, two.capabilities());
    await expect(two.subscribe(camera, two.capabilities())).rejects.toEqual(refused('too_many_consumers'));
    stop();
  });

  test('lets the same person in again in the place of the earlier self', async () => {
    const room = await engine.room('meeting');
    const before = room.join('one', 'speaker');
    const after = room.join('one', 'speaker');
    expect(before.closed).toBe(true);
    expect(room.peer('one')).toBe(after);
    before.close();
    expect(room.peer('one')).toBe(after);
    expect(room.peerCount).toBe(1);
  });

  test('answers nonsense with a typed refusal, and works on', async () => {
    const room = await engine.room('meeting');
    const one = room.join('one', 'speaker');
    const two = room.join('two', 'viewer');
    await expect(one.connectTransport('none', { fingerprints: [] })).rejects.toEqual(refused('unknown_transport'));
    await expect(two.subscribe('none', two.capabilities())).rejects.toEqual(refused('unknown_transport'));
    const { id } = await one.createTransport('send');
    await expect(one.connectTransport(id, { fingerprints: [] })).rejects.toEqual(refused('invalid_parameters'));
    const good = opusParameters(one.capabilities(), nextSsrc());
    for (const rtpParameters of [{ codecs: [] }, { ...good, codecs: [] }]) {
      const publish = one.publish({ transportId: id, source: 'microphone', rtpParameters, token: 'bad' });
      await expect(publish).rejects.toEqual(refused('invalid_parameters'));
    }
    const asVideo = one.publish({ transportId: id, source: 'camera', rtpParameters: good, token: 'bad' });
    await expect(asVideo).rejects.toEqual(refused('invalid_parameters'));

    const { streamId, stop } = await goOnAir(one);
    await open(two, 'receive');
    await expect(two.subscribe('none', two.capabilities())).rejects.toEqual(refused('unknown_stream'));
    await expect(two.subscribe(streamId, { codecs: [] })).rejects.toEqual(refused('cannot_consume'));
    await expect(two.resumeConsumer('none')).rejects.toEqual(refused('unknown_consumer'));
    const received = await watch(two, streamId);
    await vi.waitFor(() => expect(received.packets.length).toBeGreaterThan(5), 3_000);
    stop();
  });

  test('is one room for all who ask at once, and is closed a while after the last one left', async () => {
    await restartEngine({ emptyRoomGrace: 150 });
    const [room, same] = await Promise.all([engine.room('meeting'), engine.room('meeting')]);
    expect(same).toBe(room);
    const peer = room.join('one', 'speaker');
    await setTimeout(300);
    expect(engine.health().workers).toMatchObject([{ rooms: 1, peers: 1 }]);
    peer.close();
    await vi.waitFor(() => expect(engine.health().workers).toMatchObject([{ rooms: 0, peers: 0 }]));
    expect(() => room.join('late', 'viewer')).toThrow(refused('room_closed'));
    expect(await engine.room('meeting')).not.toBe(room);
  });
});
