import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import {
  mediaNotices,
  type mediaMessages,
  type MediaRoomKind,
  type MediaRoomName,
  type RoomStream,
} from '@hubwerk/contracts';
import type { Clip, MediaEvents, MediaPeer, PublishedStream } from '@hubwerk/media-engine';
import type { z } from 'zod';
import { Database, type Transaction } from '../database/database.ts';
import { listen, notify } from '../database/listen.ts';
import type { Asker } from '../platform/access.ts';
import { rightsReduced } from '../platform/access.announcements.ts';
import { Announcements } from '../platform/announcements.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { Log } from '../platform/log.ts';
import { Audiences } from '../platform/sockets/audiences.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { MediaHost } from './media-host.ts';
import { MediaPlaces } from './media-places.ts';
import { inHubTerms } from './media-refusal.ts';
import { MediaRoles } from './media-roles.ts';
import { engineRole, MediaRoomOwners, type MediaAdmission, type MediaRoomOwner } from './media-room-owners.ts';
import { MediaSeats, type Seat } from './media-seats.ts';

type Payload<M extends keyof typeof mediaMessages> = z.output<(typeof mediaMessages)[M]['payload']>;

/** Who asks and over which socket: a socket is one peer in each room it enters. */
export interface Caller {
  peerId: string;
  asker: Asker;
}

const rolesChannel = 'media_roles';
/** What follows it in a notice on that channel is the id of a person, in whichever rooms; all else is a room's name. */
const ofPerson = 'person:';

/** Joins stages, booths and meetings to the media engine: who enters, who may send, and who is told what. */
@Injectable()
export class MediaService implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  /** Rises with every word that rights have changed, so that who is just entering notices. */
  private changes = 0;
  private stopListening: (() => Promise<void>) | undefined;

  constructor(
    private readonly database: Database,
    private readonly host: MediaHost,
    private readonly places: MediaPlaces,
    private readonly owners: MediaRoomOwners,
    private readonly seats: MediaSeats,
    private readonly roles: MediaRoles,
    private readonly sockets: Sockets,
    private readonly audiences: Audiences,
    private readonly announcements: Announcements,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.audiences.guard('video', { check: (room, asker) => this.admission(room as MediaRoomName, asker) });
    this.announcements.on(rightsReduced, ({ personId }) =>
      this.database.transaction((tx) => notify(tx, rolesChannel, `${ofPerson}${personId}`)),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.host.start(this.events());
    this.places.keep({ inUse: () => this.seats.rooms(), lost: (room) => this.close(room) });
    this.stopListening = await listen(this.database, rolesChannel, {
      onNotice: (name) =>
        this.checkRoles(({ room, asker }) => room === name || `${ofPerson}${asker.personId}` === name),
      onGap: () => this.checkRoles(() => true),
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
      const { changes } = this;
      const admitted = await this.admission(name, caller.asker);
      this.host.assertOn();
      await this.places.claim(name);
      const room = await this.host.room(name);
      this.seats.checkFree(name, caller.peerId, caller.asker);
      const peer = room.join(caller.peerId, engineRole(admitted));
      const seat: Seat = { room: name, peer, asker: caller.asker, admitted };
      this.seats.take(seat);
      // What changed before the seat stood was asked about without it.
      if (changes !== this.changes) await this.roles.check((other) => other === seat);
      const streams = room.streams().flatMap((stream) => this.view(name, stream) ?? []);
      return {
        peerId: peer.id,
        role: peer.role,
        generation: room.generation,
        rtpCapabilities: peer.capabilities(),
        streams,
      };
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
      await this.roles.check(({ peer, room: other }) => peer.id === caller.peerId && other === room);
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

  /**
   * Has somebody send a clip who has no browser here, while they may send and nobody else does. Asked again now and then,
   * it follows what changes: the role, who else sends, a room that was opened anew.
   */
  async play(name: MediaRoomName, asker: Asker, clip: Clip): Promise<void> {
    const caller = { peerId: `clip:${asker.personId}`, asker };
    if ((await this.owners.admit(name, asker)) !== 'speaker') return this.leave(name, caller.peerId);
    await this.places.claim(name);
    const streams = (await this.host.room(name)).streams();
    if (streams.some(({ peerId }) => peerId !== caller.peerId)) return this.leave(name, caller.peerId);
    if (streams.length) return;
    await this.join({ room: name }, caller);
    await this.peer(name, caller).play(clip);
  }

  leave(room: MediaRoomName, peerId: string): void {
    this.seats.leave(room, peerId);
  }

  /** The connection is lost, and with it the peer in every room. */
  leaveAll(peerId: string): void {
    for (const room of this.seats.rooms()) this.leave(room, peerId);
  }

  private peer(room: MediaRoomName, { peerId }: Caller): MediaPeer {
    const seat = this.seats.find(room, peerId);
    if (!seat) throw new HubError('room_closed');
    return seat.peer;
  }

  private checkRoles(of: (seat: Seat) => boolean): Promise<void> {
    this.changes += 1;
    return this.roles.check(of);
  }

  /** @throws HubError not_found, or whatever the room's owner says */
  private async admission(room: MediaRoomName, asker: Asker): Promise<MediaAdmission> {
    const admitted = await this.owners.admit(room, asker);
    if (!admitted) throw notFound();
    return admitted;
  }

  /** Another hub carries the room by now: whoever is here must go there. */
  private close(room: MediaRoomName): void {
    this.log.warn({ room }, 'a media room was taken over by another hub');
    for (const seat of this.seats.all()) if (seat.room === room) this.roles.dismiss(seat);
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
        this.seats.forget(room);
        this.sockets.tell(audience, mediaNotices.roomReset, { room, generation });
      },
    };
  }

  /** Undefined for a stream whose sender has just left. */
  private view(room: MediaRoomName, { id, peerId, source, kind, paused }: PublishedStream): RoomStream | undefined {
    const asker = this.seats.find(room, peerId)?.asker;
    return (
      asker && { id, peer: { id: peerId, personId: asker.personId, name: asker.name }, source, kind, muted: paused }
    );
  }
}
