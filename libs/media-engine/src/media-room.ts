import type { Router, WebRtcServer } from 'mediasoup/types';
import { MediaError } from './media-error.ts';
import type { MediaEvents } from './media-events.ts';
import type { MediaLimits } from './media-limits.ts';
import { MediaPeer, type PeerSeat } from './media-peer.ts';
import type { MediaRole, PublishedStream } from './media-stream.ts';
import type { RoomStreams } from './room-streams.ts';

export interface RoomSettings {
  readonly events: MediaEvents;
  readonly limits: MediaLimits;
  /** Milliseconds a room is kept without peers. */
  readonly emptyRoomGrace: number;
  /** Nobody came (back) in time. */
  empty(room: MediaRoom): void;
}

/** People who can see and hear each other, on one worker. It lives for one generation: after a reset it stays closed. */
export class MediaRoom {
  readonly id: string;
  /** Which of all rooms the engine ever opened; the later one has the larger number. */
  readonly generation: number;
  readonly #router: Router;
  readonly #streams: RoomStreams;
  readonly #settings: RoomSettings;
  readonly #peers = new Map<string, MediaPeer>();
  readonly #seat: PeerSeat;
  #graceTimer: NodeJS.Timeout | undefined;

  constructor(
    id: string,
    generation: number,
    router: Router,
    server: WebRtcServer,
    streams: RoomStreams,
    settings: RoomSettings,
  ) {
    this.id = id;
    this.generation = generation;
    this.#router = router;
    this.#streams = streams;
    this.#settings = settings;
    const { limits } = settings;
    const left = (peer: MediaPeer): void => this.#left(peer);
    const received = (): boolean => this.consumerCount > 0;
    this.#seat = { generation, router, server, streams, limits, received, left };
    this.keep();
  }

  get peerCount(): number {
    return this.#peers.size;
  }

  get streamCount(): number {
    return this.#streams.size;
  }

  get consumerCount(): number {
    let count = 0;
    for (const peer of this.#peers.values()) count += peer.consumerCount;
    return count;
  }

  /** What is on now, for who has just joined. */
  streams(): PublishedStream[] {
    return this.#streams.list();
  }

  peer(peerId: string): MediaPeer | undefined {
    return this.#peers.get(peerId);
  }

  /**
   * A place in the room. Who joins again under the same id (a reload, a lost connection) replaces the earlier self.
   * @throws room_full, room_closed
   */
  join(peerId: string, role: MediaRole): MediaPeer {
    if (this.#router.closed) throw new MediaError('room_closed', `room ${this.id} is closed`);
    this.#peers.get(peerId)?.close();
    if (this.#peers.size >= this.#settings.limits.peersPerRoom) {
      throw new MediaError('room_full', `room ${this.id} has its ${this.#peers.size} peers`);
    }
    clearTimeout(this.#graceTimer);
    const peer = new MediaPeer(peerId, role, this.#seat);
    this.#peers.set(peerId, peer);
    return peer;
  }

  /** Starts the time an empty room is kept afresh. */
  keep(): void {
    clearTimeout(this.#graceTimer);
    if (this.#peers.size > 0) return;
    this.#graceTimer = setTimeout(() => this.#settings.empty(this), this.#settings.emptyRoomGrace).unref();
  }

  /** Ends it for everybody in it, without a word to them: the caller says why. */
  close(): void {
    clearTimeout(this.#graceTimer);
    this.#router.close();
    this.#peers.clear();
  }

  #left(peer: MediaPeer): void {
    if (this.#peers.get(peer.id) !== peer) return;
    this.#peers.delete(peer.id);
    this.keep();
  }
}
