import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { setLogEventListeners } from 'mediasoup';
import { leastLoaded } from './least-loaded.ts';
import { MediaError } from './media-error.ts';
import type { MediaEvents } from './media-events.ts';
import { defaultLimits, type MediaLimits } from './media-limits.ts';
import type { MediaLog } from './media-log.ts';
import type { MediaRoom, RoomSettings } from './media-room.ts';
import { MediaWorker, type WorkerSettings } from './media-worker.ts';
import { OncePerKey } from './once-per-key.ts';
import type { PortRange } from './port-range.ts';

export interface MediaEngineOptions {
  /** Number of worker processes; default one per core. Each needs one port of the range. */
  readonly workers?: number;
  /** Path of the mediasoup-worker binary; default as mediasoup finds it (`MEDIASOUP_WORKER_BIN`). */
  readonly workerBin?: string | undefined;
  /** IPv4 to listen on; `0.0.0.0` for every address of the machine. */
  readonly listenIp: string;
  /** IPv4 or host name clients are sent to instead, behind NAT or in a container. */
  readonly announcedAddress?: string | undefined;
  readonly portRange: PortRange;
  readonly limits?: Partial<MediaLimits>;
  /** Milliseconds a room is kept without peers; default 30,000. */
  readonly emptyRoomGrace?: number;
  readonly events: MediaEvents;
  readonly log: MediaLog;
}

export interface MediaHealth {
  /** Whether rooms can be opened now. */
  readonly up: boolean;
  readonly workers: readonly {
    pid: number;
    port: number;
    rooms: number;
    peers: number;
    streams: number;
    consumers: number;
  }[];
  /** Workers that died since the start; each was, or is being, replaced. */
  readonly deaths: number;
}

/** Milliseconds. A replacement that lived shorter is replaced after a pause only, lest a crash becomes a busy loop. */
const shortLife = 500;
/** Milliseconds between attempts to replace a worker. */
const retryPause = 2_000;

/** Rooms over mediasoup workers, one per core. A dead worker is replaced; its rooms come back, the others never notice. */
export class MediaEngine {
  readonly #events: MediaEvents;
  readonly #log: MediaLog;
  readonly #workerSettings: WorkerSettings;
  readonly #roomSettings: RoomSettings;
  readonly #workers = new Set<MediaWorker>();
  readonly #replacements = new Set<Promise<void>>();
  readonly #rooms = new OncePerKey<MediaRoom>();
  readonly #closing = new AbortController();
  #deaths = 0;
  #lastGeneration = 0;

  /** @throws MediaError media_unavailable, with the reason, if not every worker comes up */
  static async start(options: MediaEngineOptions): Promise<MediaEngine> {
    const engine = new MediaEngine(options);
    const ports = options.portRange.max - options.portRange.min + 1;
    const count = Math.min(options.workers ?? availableParallelism(), ports);
    const started = await Promise.allSettled(Array.from({ length: count }, () => engine.#startWorker()));
    const failed = started.find((attempt) => attempt.status === 'rejected');
    if (failed) {
      await engine.close();
      throw new MediaError('media_unavailable', `the media worker does not start: ${reason(failed.reason)}`);
    }
    return engine;
  }

  private constructor(options: MediaEngineOptions) {
    const { events, log, listenIp, announcedAddress, portRange, workerBin } = options;
    this.#events = events;
    this.#log = log;
    this.#workerSettings = {
      workerBin,
      addresses: { listenIp, announcedAddress },
      portRange,
      takenPorts: new Set(),
      died: (worker) => this.#workerDied(worker),
    };
    this.#roomSettings = {
      events,
      limits: { ...defaultLimits, ...options.limits },
      emptyRoomGrace: options.emptyRoomGrace ?? 30_000,
      empty: (room) => this.#closeRoom(room),
    };
    setLogEventListeners({
      onwarn: (namespace, message) => log('warn', message, { namespace }),
      onerror: (namespace, message, error) => log('error', message, { namespace, error }),
    });
  }

  /**
   * The room of this id, opened on the least loaded worker if there is none. While a worker is being replaced this waits.
   * @throws MediaError media_unavailable; room_closed if the worker dies while it opens the room (ask again)
   */
  async room(id: string): Promise<MediaRoom> {
    const room = await this.#rooms.get(id, () => this.#openRoom(id, ++this.#lastGeneration));
    room.keep();
    return room;
  }

  health(): MediaHealth {
    const running = [...this.#workers].filter((worker) => !worker.closed);
    const workers = running.map(({ pid, port, rooms }) => {
      const totals = { pid, port, rooms: rooms.size, peers: 0, streams: 0, consumers: 0 };
      for (const room of rooms) {
        totals.peers += room.peerCount;
        totals.streams += room.streamCount;
        totals.consumers += room.consumerCount;
      }
      return totals;
    });
    return { up: workers.length > 0, workers, deaths: this.#deaths };
  }

  /** Ends every room, without news to anybody, and resolves when no worker process is left. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#replacements);
    await Promise.all([...this.#workers].map((worker) => worker.close()));
    this.#workers.clear();
  }

  async #startWorker(preferredPort?: number): Promise<void> {
    const worker = await MediaWorker.start(this.#workerSettings, preferredPort);
    if (this.#closing.signal.aborted) return worker.close();
    this.#workers.add(worker);
    this.#log('info', 'media worker is up', { pid: worker.pid, port: worker.port });
  }

  async #openRoom(id: string, generation: number): Promise<MediaRoom> {
    if (this.#workers.size === 0) await Promise.allSettled(this.#replacements);
    const worker = leastLoaded(this.#workers);
    if (!worker) throw new MediaError('media_unavailable', 'no media worker runs');
    return worker.openRoom(id, generation, this.#roomSettings);
  }

  #closeRoom(room: MediaRoom): void {
    room.close();
    this.#rooms.forget(room.id);
    for (const worker of this.#workers) worker.rooms.delete(room);
  }

  #workerDied(worker: MediaWorker): void {
    this.#workers.delete(worker);
    this.#deaths++;
    this.#log('error', 'media worker died', { pid: worker.pid, rooms: worker.rooms.size });
    const diedYoung = worker.isReplacement && Date.now() - worker.startedAt < shortLife;
    const replacement = this.#replaceWorker(worker.port, diedYoung ? retryPause : 0);
    for (const room of worker.rooms) {
      room.close();
      const generation = ++this.#lastGeneration;
      // Back onto the replacement, which is the least loaded: if the room itself is what kills workers, it kills no other.
      this.#rooms.set(
        room.id,
        replacement.then(() => this.#openRoom(room.id, generation)),
      );
      this.#events.roomReset(room.id, generation);
    }
  }

  /** Resolves after one attempt; if that failed, the next one is already under way. */
  #replaceWorker(port: number, pause: number): Promise<void> {
    const attempt = this.#tryReplacing(port, pause).finally(() => this.#replacements.delete(attempt));
    this.#replacements.add(attempt);
    return attempt;
  }

  async #tryReplacing(port: number, pause: number): Promise<void> {
    const { signal } = this.#closing;
    try {
      if (pause > 0) await setTimeout(pause, undefined, { signal });
      await this.#startWorker(port);
    } catch (error) {
      if (signal.aborted) return;
      this.#log('error', 'media worker could not be replaced, trying again', { port, reason: reason(error) });
      void this.#replaceWorker(port, retryPause);
    }
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
