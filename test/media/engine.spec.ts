import { setTimeout } from 'node:timers/promises';
import { observer, type types } from 'mediasoup';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  MediaEngine,
  MediaError,
  type MediaErrorCode,
  type MediaPeer,
  type PublishedStream,
} from '@hubwerk/media-engine';
import { opusParameters, ScriptedTransport, vp8Parameters } from '../support/scripted-media-client.ts';
import { recordedEvents } from '../support/recorded-media-events.ts';

const portRange = { min: 24_100, max: 24_119 };
const events = recordedEvents();
const engines: MediaEngine[] = [];
const transports: ScriptedTransport[] = [];
let engine: MediaEngine;
let lastSsrc = 1000;

async function startEngine(options: Partial<Parameters<typeof MediaEngine.start>[0]> = {}): Promise<MediaEngine> {
  const log = (): void => undefined;
  const started = await MediaEngine.start({ workers: 1, listenIp: '127.0.0.1', portRange, events, log, ...options });
  engines.push(started);
  return started;
}

beforeEach(async () => {
  events.reset();
  engine = await startEngine();
});

afterEach(async () => {
  await Promise.all(transports.splice(0).map((transport) => transport.close()));
  await Promise.all(engines.splice(0).map((started) => started.close()));
});

async function open(peer: MediaPeer, direction: 'send' | 'receive'): Promise<ScriptedTransport> {
  const transport = await ScriptedTransport.open(peer, direction);
  transports.push(transport);
  return transport;
}

function refused(code: MediaErrorCode): Partial<MediaError> {
  return expect.objectContaining({ name: 'MediaError', code });
}

interface OnAir {
  readonly transport: ScriptedTransport;
  readonly streamId: string;
  readonly stop: () => void;
}

/** Publishes an Opus stream and keeps packets going out. */
async function goOnAir(peer: MediaPeer, token = 'first'): Promise<OnAir> {
  const ssrc = ++lastSsrc;
  const transport = await open(peer, 'send');
  const rtpParameters = opusParameters(peer.capabilities(), ssrc);
  const streamId = await peer.publish({ transportId: transport.id, source: 'microphone', rtpParameters, token });
  const header = { ssrc, payloadType: rtpParameters.codecs[0]?.payloadType ?? 0 };
  let sequenceNumber = 0;
  const timer = setInterval(() => {
    void transport.send(Buffer.from('hello from the stage'), { ...header, sequenceNumber: ++sequenceNumber });
  }, 20);
  return { transport, streamId, stop: () => clearInterval(timer) };
}

async function watch(peer: MediaPeer, streamId: string): Promise<ScriptedTransport> {
  const transport = await open(peer, 'receive');
  const { consumerId } = await peer.subscribe(streamId, peer.capabilities());
  await peer.resumeConsumer(consumerId);
  return transport;
}

describe('a stream', () => {
  test('reaches a viewer packet by packet, and not before the viewer is ready', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const viewer = room.join('viewer', 'viewer');
    const onAir = await goOnAir(speaker);
    const stream: PublishedStream = {
      id: onAir.streamId,
      peerId: 'speaker',
      source: 'microphone',
      kind: 'audio',
      paused: false,
    };
    expect(room.streams()).toEqual([stream]);
    expect(events.streamPublished).toHaveBeenCalledExactlyOnceWith('stage', stream);

    const received = await open(viewer, 'receive');
    const subscription = await viewer.subscribe(onAir.streamId, viewer.capabilities());
    expect(subscription).toMatchObject({ stream, kind: 'audio', paused: false });
    await setTimeout(300);
    expect(received.packets).toHaveLength(0);

    await viewer.resumeConsumer(subscription.consumerId);
    await vi.waitFor(() => expect(received.packets.length).toBeGreaterThan(20), 3_000);
    expect(received.packets.at(-1)?.payload.toString()).toBe('hello from the stage');
    onAir.stop();
  });

  test('is published once, however often the client repeats itself', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const transport = await open(speaker, 'send');
    const rtpParameters = opusParameters(speaker.capabilities(), ++lastSsrc);
    const request = { transportId: transport.id, source: 'microphone', rtpParameters, token: 'a' } as const;
    const [first, second] = await Promise.all([speaker.publish(request), speaker.publish(request)]);
    expect(second).toBe(first);
    expect(await speaker.publish(request)).toBe(first);
    expect(room.streams().map(({ id }) => id)).toEqual([first]);
    expect(events.streamPublished).toHaveBeenCalledOnce();
  });

  test('takes the place of the earlier one from the same source', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const { transport, streamId, stop } = await goOnAir(speaker);
    stop();
    const rtpParameters = { ...opusParameters(speaker.capabilities(), ++lastSsrc), mid: '1' };
    const next = await speaker.publish({
      transportId: transport.id,
      source: 'microphone',
      rtpParameters,
      token: 'next',
    });
    expect(room.streams().map(({ id }) => id)).toEqual([next]);
    expect(events.streamClosed).toHaveBeenCalledExactlyOnceWith('stage', expect.objectContaining({ id: streamId }));
  });

  test('is told to its receivers when it is paused, resumed and closed', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const viewer = room.join('viewer', 'viewer');
    const { streamId, stop } = await goOnAir(speaker);
    await open(viewer, 'receive');
    const { consumerId } = await viewer.subscribe(streamId, viewer.capabilities());
    expect((await viewer.subscribe(streamId, viewer.capabilities())).consumerId).toBe(consumerId);

    await speaker.pauseStream(streamId);
    await vi.waitFor(() => expect(events.consumerPaused).toHaveBeenCalledWith('stage', 'viewer', consumerId));
    expect(room.streams()).toMatchObject([{ id: streamId, paused: true }]);
    await speaker.resumeStream(streamId);
    await vi.waitFor(() => expect(events.consumerResumed).toHaveBeenCalledWith('stage', 'viewer', consumerId));
    speaker.closeStream(streamId);
    await vi.waitFor(() => expect(events.consumerClosed).toHaveBeenCalledWith('stage', 'viewer', consumerId));
    expect(room.streams()).toEqual([]);
    await expect(viewer.resumeConsumer(consumerId)).rejects.toEqual(refused('unknown_consumer'));
    stop();
  });

  test('survives a change of network: ICE starts again with new credentials on the same transport', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const { transport, streamId, stop } = await goOnAir(speaker);
    const first = await speaker.restartIce(transport.id);
    const second = await speaker.restartIce(transport.id);
    expect(second.usernameFragment).not.toBe(first.usernameFragment);
    expect(room.streams()).toMatchObject([{ id: streamId }]);
    await expect(speaker.restartIce('none')).rejects.toEqual(refused('unknown_transport'));
    stop();
  });

  test('goes with its sender, and the sender is missed once', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const { stop } = await goOnAir(speaker);
    stop();
    speaker.close();
    speaker.close();
    expect(room.streams()).toEqual([]);
    expect(events.streamClosed).toHaveBeenCalledOnce();
    expect(events.peerLeft).toHaveBeenCalledExactlyOnceWith('stage', 'speaker');
    await expect(speaker.createTransport('receive')).rejects.toEqual(refused('room_closed'));
  });
});

describe('a viewer', () => {
  test('may not send', async () => {
    const room = await engine.room('stage');
    const viewer = room.join('viewer', 'viewer');
    const rtpParameters = opusParameters(viewer.capabilities(), ++lastSsrc);
    await expect(viewer.createTransport('send')).rejects.toEqual(refused('not_allowed'));
    const { id } = await viewer.createTransport('receive');
    const publish = viewer.publish({ transportId: id, source: 'microphone', rtpParameters, token: 'a' });
    await expect(publish).rejects.toEqual(refused('not_allowed'));
    expect(room.streams()).toEqual([]);
  });

  test('made a speaker may send, and is cut off at every receiver when made a viewer again while sending', async () => {
    const room = await engine.room('stage');
    const guest = room.join('guest', 'viewer');
    const viewer = room.join('viewer', 'viewer');
    guest.setRole('speaker');
    const { transport, streamId, stop } = await goOnAir(guest);
    const received = await watch(viewer, streamId);
    await vi.waitFor(() => expect(received.packets.length).toBeGreaterThan(10), 3_000);

    guest.setRole('viewer');
    expect(room.streams()).toEqual([]);
    expect(events.streamClosed).toHaveBeenCalledExactlyOnceWith('stage', expect.objectContaining({ id: streamId }));
    await vi.waitFor(() => expect(events.consumerClosed).toHaveBeenCalledOnce());
    await setTimeout(100);
    const arrived = received.packets.length;
    // The client goes on sending; nothing of it arrives any more.
    await setTimeout(500);
    expect(received.packets).toHaveLength(arrived);
    const rtpParameters = opusParameters(guest.capabilities(), ++lastSsrc);
    const again = guest.publish({ transportId: transport.id, source: 'microphone', rtpParameters, token: 'b' });
    await expect(again).rejects.toEqual(refused('not_allowed'));
    stop();
  });

  test('made a viewer while a transport or a publish is under way ends up with neither', async () => {
    const room = await engine.room('stage');
    const guest = room.join('guest', 'speaker');
    const opening = guest.createTransport('send');
    guest.setRole('viewer');
    await expect(opening).rejects.toEqual(refused('not_allowed'));

    guest.setRole('speaker');
    const { id } = await guest.createTransport('send');
    const rtpParameters = opusParameters(guest.capabilities(), ++lastSsrc);
    const publishing = guest.publish({ transportId: id, source: 'microphone', rtpParameters, token: 'a' });
    guest.setRole('viewer');
    await expect(publishing).rejects.toBeInstanceOf(MediaError);
    expect(room.streams()).toEqual([]);
  });
});

describe('a room', () => {
  test('refuses who exceeds its limits', async () => {
    await engine.close();
    engine = await startEngine({ limits: { peersPerRoom: 2, consumersPerPeer: 1 } });
    const room = await engine.room('meeting');
    const one = room.join('one', 'speaker');
    const two = room.join('two', 'speaker');
    expect(() => room.join('three', 'speaker')).toThrow(refused('room_full'));
    const { transport, streamId, stop } = await goOnAir(one);
    const camera = await one.publish({
      transportId: transport.id,
      source: 'camera',
      rtpParameters: vp8Parameters(one.capabilities(), ++lastSsrc),
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
    const good = opusParameters(one.capabilities(), ++lastSsrc);
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
    await engine.close();
    engine = await startEngine({ emptyRoomGrace: 150 });
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

describe('the worker process', () => {
  /** What it says itself that it holds. */
  async function holds(worker: types.Worker, known: Iterable<types.Router>) {
    const { routerIds, webRtcServerIds } = await worker.dump();
    const routers = await Promise.all([...known].map((router) => router.dump()));
    return {
      servers: webRtcServerIds.length,
      rooms: routerIds.length,
      transports: routers.flatMap(({ transportIds }) => transportIds).length,
      streams: routers.flatMap(({ mapProducerIdConsumerIds }) => mapProducerIdConsumerIds).length,
      received: routers.flatMap(({ mapConsumerIdProducerId }) => mapConsumerIdProducerId).length,
    };
  }

  test('is left with nothing of a stage: not of who ended, not of who left, not of the room', async () => {
    await engine.close();
    const started: types.Worker[] = [];
    const remember = (worker: types.Worker) => void started.push(worker);
    observer.on('newworker', remember);
    engine = await startEngine({ emptyRoomGrace: 150 });
    observer.off('newworker', remember);
    const [worker] = started;
    if (!worker) throw new Error('no worker was started');
    const routers = new Set<types.Router>();
    worker.observer.on('newrouter', (router) => {
      routers.add(router);
      router.observer.once('close', () => routers.delete(router));
    });
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const viewers = ['one', 'two', 'three'].map((id) => room.join(id, 'viewer'));
    const { streamId, stop } = await goOnAir(speaker);
    for (const viewer of viewers) await watch(viewer, streamId);
    const live = { servers: 1, rooms: 1, transports: 4, streams: 1, received: 3 };
    expect(await holds(worker, routers)).toEqual(live);
    viewers[0]?.close();
    await vi.waitFor(async () => expect(await holds(worker, routers)).toEqual({ ...live, transports: 3, received: 2 }));
    stop();
    // What the end of a broadcast does to its speaker.
    speaker.setRole('viewer');
    await vi.waitFor(async () =>
      expect(await holds(worker, routers)).toEqual({ ...live, transports: 2, streams: 0, received: 0 }),
    );
    for (const peer of [speaker, ...viewers]) peer.close();
    const nothing = { servers: 1, rooms: 0, transports: 0, streams: 0, received: 0 };
    await vi.waitFor(async () => expect(await holds(worker, routers)).toEqual(nothing));
  });
});

describe('a worker', () => {
  test('takes the next port when its own is taken, and rooms spread over workers', async () => {
    const { pid, port } = engine.health().workers[0] ?? { pid: 0, port: 0 };
    const second = await startEngine({ workers: 2, portRange: { min: port, max: portRange.max } });
    const ports = second.health().workers.map((worker) => worker.port);
    expect(new Set([port, ...ports]).size).toBe(3);
    await second.room('a');
    await second.room('b');
    expect(second.health().workers).toMatchObject([{ rooms: 1 }, { rooms: 1 }]);
    const pids = second.health().workers.map((worker) => worker.pid);
    await second.close();
    expect(pids.filter(isAlive)).toEqual([]);
    expect(isAlive(pid)).toBe(true);
  });

  test('that cannot start says why', async () => {
    const { port } = engine.health().workers[0] ?? { port: 0 };
    await expect(startEngine({ portRange: { min: port, max: port } })).rejects.toEqual(
      expect.objectContaining({ code: 'media_unavailable', message: expect.stringContaining('no free port') }),
    );
    await expect(startEngine({ workerBin: '/nowhere/mediasoup-worker' })).rejects.toEqual(
      expect.objectContaining({ code: 'media_unavailable', message: expect.stringContaining('ENOENT') }),
    );
    await expect(startEngine({ listenIp: '203.0.113.1' })).rejects.toEqual(refused('media_unavailable'));
  });

  test('that is killed comes back on its port, its rooms in a new generation, and other rooms never notice', async () => {
    await engine.close();
    engine = await startEngine({ workers: 2 });
    const rooms = [await engine.room('hit'), await engine.room('spared')];
    const speakers = rooms.map((room) => room.join('speaker', 'speaker'));
    const onAir = await Promise.all(speakers.map((speaker) => goOnAir(speaker)));
    const sparedViewer = rooms[1]?.join('viewer', 'viewer');
    if (!rooms[0] || !rooms[1] || !speakers[0] || !onAir[0] || !onAir[1] || !sparedViewer) throw new Error('set-up');
    const spared = await watch(sparedViewer, onAir[1].streamId);
    await vi.waitFor(() => expect(spared.packets.length).toBeGreaterThan(5), 3_000);
    const victim = engine.health().workers.find((worker) => worker.rooms === 1);
    if (!victim) throw new Error('no worker has the room');

    process.kill(victim.pid, 'SIGKILL');
    await vi.waitFor(() => expect(events.roomReset).toHaveBeenCalled(), { interval: 1 });
    const again = await engine.room('hit');

    expect(events.roomReset).toHaveBeenCalledExactlyOnceWith('hit', again.generation);
    expect(events.streamClosed).not.toHaveBeenCalled();
    expect(events.peerLeft).not.toHaveBeenCalled();
    expect(again.generation).toBeGreaterThan(rooms[0].generation);
    expect(again.streams()).toEqual([]);
    expect(engine.health()).toMatchObject({ up: true, deaths: 1 });
    expect(engine.health().workers.map((worker) => worker.port)).toContain(victim.port);
    await expect(speakers[0].createTransport('send')).rejects.toEqual(refused('room_closed'));
    const before = spared.packets.length;
    await vi.waitFor(() => expect(spared.packets.length).toBeGreaterThan(before + 5), 3_000);

    const back = await goOnAir(again.join('speaker', 'speaker'));
    const received = await watch(again.join('viewer', 'viewer'), back.streamId);
    await vi.waitFor(() => expect(received.packets.length).toBeGreaterThan(5), 3_000);
    for (const { stop } of [...onAir, back]) stop();
  });

  test('killed while it is the only one leaves nobody behind who asks for a room meanwhile', async () => {
    const { pid } = engine.health().workers[0] ?? { pid: 0 };
    const room = await engine.room('hit');
    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(engine.health().up).toBe(false), { interval: 1 });
    const [again, other] = await Promise.all([engine.room('hit'), engine.room('new')]);
    expect(events.roomReset).toHaveBeenCalledExactlyOnceWith('hit', again.generation);
    expect(again.generation).toBeGreaterThan(room.generation);
    expect(other.streams()).toEqual([]);
    expect(() => room.join('late', 'viewer')).toThrow(refused('room_closed'));
    expect(again.join('late', 'viewer').generation).toBe(again.generation);
  });

  test('killed again and again is brought back each time', async () => {
    for (let round = 1; round <= 3; round++) {
      const room = await engine.room('hit');
      room.join('one', 'viewer');
      // A replacement that dies at once would be given a pause.
      await setTimeout(600);
      process.kill(engine.health().workers[0]?.pid ?? 0, 'SIGKILL');
      await vi.waitFor(() => expect(events.roomReset).toHaveBeenCalledTimes(round), { interval: 1 });
      expect((await engine.room('hit')).generation).toBeGreaterThan(room.generation);
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
