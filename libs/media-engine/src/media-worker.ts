import { networkInterfaces } from 'node:os';
import { createWorker } from 'mediasoup';
import type { WebRtcServer, Worker } from 'mediasoup/types';
import { listenInfos, type ListenAddresses } from './listen-infos.ts';
import { MediaRoom, type RoomSettings } from './media-room.ts';
import { portsToTry, type PortRange } from './port-range.ts';
import { refuse } from './refuse.ts';
import { roomCodecs } from './room-codecs.ts';
import { RoomStreams } from './room-streams.ts';

export interface WorkerSettings {
  readonly workerBin?: string | undefined;
  readonly addresses: ListenAddresses;
  readonly portRange: PortRange;
  /** Shared by all workers: the ports they have or are trying. */
  readonly takenPorts: Set<number>;
  died(worker: MediaWorker): void;
}

/** One mediasoup process: everything it carries goes through one port. It is not restarted, but replaced. */
export class MediaWorker {
  readonly port: number;
  readonly isReplacement: boolean;
  readonly startedAt = Date.now();
  readonly rooms = new Set<MediaRoom>();
  readonly #worker: Worker;
  readonly #server: WebRtcServer;
  #opening = 0;

  /**
   * @param preferredPort kept from a predecessor, and still in `takenPorts`
   * @throws Error if the process does not start, or no port of the range can be had
   */
  static async start(settings: WorkerSettings, preferredPort?: number): Promise<MediaWorker> {
    const worker = await createWorker({
      logLevel: 'warn',
      ...(settings.workerBin && { workerBin: settings.workerBin }),
    });
    try {
      const { server, port } = await listen(worker, settings, preferredPort);
      return new MediaWorker(worker, server, port, preferredPort !== undefined, settings);
    } catch (error) {
      worker.close();
      throw error;
    }
  }

  private constructor(
    worker: Worker,
    server: WebRtcServer,
    port: number,
    isReplacement: boolean,
    settings: WorkerSettings,
  ) {
    this.#worker = worker;
    this.#server = server;
    this.port = port;
    this.isReplacement = isReplacement;
    worker.on('died', () => settings.died(this));
  }

  get pid(): number {
    return this.#worker.pid;
  }

  get closed(): boolean {
    return this.#worker.closed;
  }

  /** Roughly what it has to forward: rooms, streams in and streams out, those being opened included. */
  get load(): number {
    let load = this.#opening;
    for (const room of this.rooms) load += 1 + room.streamCount + room.consumerCount;
    return load;
  }

  /** @throws MediaError room_closed if the process dies meanwhile */
  async openRoom(id: string, generation: number, settings: RoomSettings): Promise<MediaRoom> {
    this.#opening++;
    try {
      const router = await this.#worker.createRouter({ mediaCodecs: roomCodecs });
      const speakers = await router.createActiveSpeakerObserver();
      const streams = new RoomStreams(id, router, speakers, settings.events);
      const room = new MediaRoom(id, generation, router, this.#server, streams, settings);
      this.rooms.add(room);
      return room;
    } catch (error) {
      return refuse('media_unavailable')(error);
    } finally {
      this.#opening--;
    }
  }

  /** Resolves when the process is gone. */
  async close(): Promise<void> {
    const gone = new Promise<void>((resolve) => {
      if (this.#worker.subprocessClosed) resolve();
      else this.#worker.once('subprocessclose', resolve);
    });
    for (const room of this.rooms) room.close();
    this.rooms.clear();
    this.#worker.close();
    await gone;
  }
}

async function listen(
  worker: Worker,
  { addresses, portRange, takenPorts }: WorkerSettings,
  preferredPort?: number,
): Promise<{ server: WebRtcServer; port: number }> {
  for (const port of portsToTry(portRange, takenPorts, preferredPort)) {
    takenPorts.add(port);
    try {
      const infos = listenInfos(addresses, port, networkInterfaces());
      return { server: await worker.createWebRtcServer({ listenInfos: infos }), port };
    } catch (error) {
      takenPorts.delete(port);
      // Somebody else's port: the next one will do. Anything else would fail on every port alike.
      if (!(error instanceof Error && error.message.includes('already in use'))) throw error;
    }
  }
  throw new Error(`no free port between ${portRange.min} and ${portRange.max}`);
}
