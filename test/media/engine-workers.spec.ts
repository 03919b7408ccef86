import { setTimeout } from 'node:timers/promises';
import { observer, type types } from 'mediasoup';
import { describe, expect, test, vi } from 'vitest';
import {
  engine,
  engineForEachTest,
  events,
  goOnAir,
  refused,
  restartEngine,
  startEngine,
  watch,
} from '../support/engine.ts';

const portRange = { min: 24_150, max: 24_169 };
engineForEachTest(portRange);

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
    const started: types.Worker[] = [];
    const remember = (worker: types.Worker) => void started.push(worker);
    observer.on('newworker', remember);
    await restartEngine({ emptyRoomGrace: 150 });
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
    await restartEngine({ workers: 2 });
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
