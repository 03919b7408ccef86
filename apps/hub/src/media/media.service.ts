import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  mediaNotices,
  type mediaMessages,
  type MediaRoomKind,
  type MediaRoomName,
  type RoomStream,
} from '@hubwerk/contracts';
import type { MediaEvents, MediaPeer, PublishedStream } from '@hubwerk/media-engine';
import type { z } from 'zod';
import { Database, type Transaction } from '../database/database.ts';
import { listen, notify } from '../database/listen.ts';
import type { Asker } from '../platform/access.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { Log } from '../platform/log.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { MediaHost } from './media-host.ts';
import { MediaPlaces } from './media-places.ts';
import { inHubTerms } from './media-refusal.ts';
import { MediaRoomOwners, type MediaRoomOwner } from './media-room-owners.ts';

type Payload<M extends keyof typeof mediaMessages> = z.output<(typeof mediaMessages)[M]['payload']>;

/** One socket in one room. */
interface Seat {
  peer: MediaPeer;
  asker: Asker;
}

/** Who asks and over which socket: a socket is one peer in each room it enters. */
export interface Caller {
  peerId: string;
  asker: Asker;
}

const rolesChannel = 'media_roles';

/** Joins stages, booths and meetings to the media engine: who enters, who may send, and who is told what. */
@Injectable()
export class MediaService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly seats = new Map<MediaRoomName, Map<string, Seat>>();
  private stopListening: (() => Promise<void>) | undefined;

  constructor(
    private readonly database: Database,
    private readonly host: MediaHost,
    private readonly places: MediaPlaces,
    private readonly owners: MediaRoomOwners,
    private readonly sockets: Sockets,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.host.start(this.events());
    this.places.keep(() => [...this.seats.keys()]);
    this.stopListening = await listen(this.database, rolesChannel, {
      onNotice: (room) => this.checkRoles(room as MediaRoomName),
      onGap: () => Promise.all([...this.seats.keys()].map((room) => this.checkRoles(room))),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stopListening?.();
  }

  /** The feature that owns the things of a kind decides who enters their rooms as what. */
  own(kind: MediaRoomKind, owner: MediaRoomOwner): void {
    this.owners.register(kind, owner);
  }

  /** Who may enter the room or send in it has changed: after commit everybody in it is asked about again, on every hub. */
  rolesChanged(tx: Transaction, room: MediaRoomName): Promise<void> {
    return notify(tx, rolesChannel, room);
  }

  health(): { ok: boolean; reason: string | null } {
    return this.host.health();
  }

  join({ room: name }: Payload<'joinRoom'>, caller: Caller) {
    return inHubTerms(async () => {
      const role = await this.owners.role(name, caller.asker);
      if (!role) throw notFound();
      this.host.assertOn();
      await this.places.claim(name);
      const room = await this.host.room(name);
      const peer = room.join(caller.peerId, role);
      const seats = this.seats.get(name) ?? new Map<string, Seat>();
      this.seats.set(name, seats.set(caller.peerId, { peer, asker: caller.asker }));
      const streams = room.streams().flatMap((stream) => this.view(name, stream) ?? []);
      return { peerId: peer.id, role, generation: room.generation, rtpCapabilities: peer.capabilities(), streams };
    });
  }

  openTransport({ room, direction }: Payload<'openTransport'>, caller: Caller) {
    return inHubTerms(() => this.peer(room, caller).createTransport(direction));
  }

  connectTransport({ room, transportId, dtlsParameters }: Payload<'connectTransport'>, caller: Caller) {
    return inHubTerms(() => this.peer(room, caller).connectTransport(transportId, dtlsParameters));
  }

  restartIce({ room, transportId }: Payload<'restartIce'>, caller: Caller) {
    return inHubTerms(() => this.peer(room, caller).restartIce(transportId));
  }

  /** What the role was on entering is not enough: whether the asker may send is asked now. */
  publish({ room, ...request }: Payload<'publishStream'>, caller: Caller) {
    return inHubTerms(async () => {
      await this.checkRole(room, caller.peerId);
      return { streamId: await this.peer(room, caller).publish(request) };
    });
  }

  mute({ room, streamId, muted }: Payload<'muteStream'>, caller: Caller) {
    return inHubTerms(async () => {
      const peer = this.peer(room, caller);
      await (muted ? peer.pauseStream(streamId) : peer.resumeStream(streamId));
      this.sockets.tell(`video:${room}`, mediaNotices.streamMuted, { room, streamId, muted });
    });
  }

  unpublish({ room, streamId }: Payload<'unpublishStream'>, caller: Caller) {
    return inHubTerms(() => this.peer(room, caller).closeStream(streamId));
  }

  subscribe({ room, streamId, rtpCapabilities }: Payload<'subscribe'>, caller: Caller) {
    return inHubTerms(async () => {
      const { consumerId, kind, rtpParameters } = await this.peer(room, caller).subscribe(streamId, rtpCapabilities);
      return { consumerId, streamId, kind, rtpParameters };
    });
  }

  resume({ room, consumerId }: Payload<'resumeConsumer'>, caller: Caller) {
    return inHubTerms(() => this.peer(room, caller).resumeConsumer(consumerId));
  }

  preferLayers({ room, consumerId, ...layers }: Payload<'preferLayers'>, caller: Caller) {
    return inHubTerms(() => this.peer(room, caller).setPreferredLayers(consumerId, layers));
  }

  leave(room: MediaRoomName, peerId: string): void {
    const seats = this.seats.get(room);
    seats?.get(peerId)?.peer.close();
    seats?.delete(peerId);
    if (seats?.size === 0) this.seats.delete(room);
  }

  /** The connection is lost, and with it the peer in every room. */
  leaveAll(peerId: string): void {
    for (const room of Array.from(this.seats.keys())) this.leave(room, peerId);
  }

  private peer(room: MediaRoomName, { peerId }: Caller): MediaPeer {
    const seat = this.seats.get(room)?.get(peerId);
    if (!seat) throw new HubError('room_closed');
    return seat.peer;
  }

  private async checkRoles(room: MediaRoomName): Promise<void> {
    const peerIds = [...(this.seats.get(room)?.keys() ?? [])];
    await Promise.all(peerIds.map((peerId) => this.checkRole(room, peerId)));
  }

  /** Asks the room's owner again and does at once what the answer means. */
  private async checkRole(room: MediaRoomName, peerId: string): Promise<void> {
    const seat = this.seats.get(room)?.get(peerId);
    if (!seat || seat.peer.closed) return;
    const role = await this.owners.role(room, seat.asker).catch((error: unknown) => {
      if (error instanceof HubError) return null;
      throw error;
    });
    if (role === seat.peer.role || seat.peer.closed) return;
    if (role) seat.peer.setRole(role);
    else this.leave(room, peerId);
    this.sockets.tell(`person:${seat.asker.personId}`, mediaNotices.roleChanged, { room, role });
  }

  private events(): MediaEvents {
    // Rooms are opened under their names only, so what the engine calls a room is one.
    const named = (room: string) => ({ room: room as MediaRoomName, audience: `video:${room}` as const });
    return {
      streamPublished: (id, published) => {
        const { room, audience } = named(id);
        const stream = this.view(room, published);
        if (stream) this.sockets.tell(audience, mediaNotices.streamPublished, { room, stream });
      },
      streamClosed: (id, { id: streamId }) => {
        const { room, audience } = named(id);
        this.sockets.tell(audience, mediaNotices.streamUnpublished, { room, streamId });
      },
      activeSpeaker: (id, peerId) => {
        const { room, audience } = named(id);
        this.sockets.tell(audience, mediaNotices.speakerChanged, { room, peerId });
      },
      roomReset: (id, generation) => {
        const { room, audience } = named(id);
        this.log.warn({ room, generation }, 'a media room is opened again');
        this.seats.delete(room);
        this.sockets.tell(audience, mediaNotices.roomReset, { room, generation });
      },
      // Everybody hears of the stream itself, so the fate of a peer or of one receiver's copy is no news.
      peerLeft: () => undefined,
      consumerClosed: () => undefined,
      consumerPaused: () => undefined,
      consumerResumed: () => undefined,
    };
  }

  /** Undefined for a stream whose sender has just left. */
  private view(room: MediaRoomName, { id, peerId, source, kind, paused }: PublishedStream): RoomStream | undefined {
    const asker = this.seats.get(room)?.get(peerId)?.asker;
    return (
      asker && { id, peer: { id: peerId, personId: asker.personId, name: asker.name }, source, kind, muted: paused }
    );
  }
}
