import { randomId } from '@hubwerk/client/random-id';
import { Retry } from '@hubwerk/client/retry';
import type { HubSocket } from '@hubwerk/client/socket';
import type { MediaRoomName, RoomStream } from '@hubwerk/contracts';
import type { Consumer, Device, Producer, RtpCapabilities, RtpParameters, Transport } from 'mediasoup-client/types';
import { mayPass } from '#lib/ui/may-pass.ts';
import { isRefusal } from '#lib/ui/refusal.ts';
import type { MediaRole, RoomNews, StreamSource } from './room-news.ts';

/** A quarter, half and the whole of the picture, so that each receiver gets what its line and its screen can take. */
const cameraLayers = [
  { rid: 'q', scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000 },
  { rid: 'f', scaleResolutionDownBy: 1, maxBitrate: 1_500_000 },
];

/** Refusals that come with a room being moved or rebuilt: no news before they have come more often than `patience`. */
const fleeting = new Set(['room_closed', 'unavailable', 'media_elsewhere']);
const patience = 3;

/**
 * One browser in one room for audio and video. It keeps the device and the tracks to send; when the socket was away, the
 * room was reset or a line broke, it enters again by itself and builds new transports, without a reload.
 */
export class RoomConnection {
  readonly #socket: HubSocket;
  readonly #room: MediaRoomName;
  readonly #news: RoomNews;
  readonly #tracks = new Map<StreamSource, MediaStreamTrack>();
  readonly #muted = new Set<StreamSource>();
  readonly #producers = new Map<StreamSource, Producer>();
  /** What is on, by the answer to the entrance and the news since; each is received once. */
  readonly #heard = new Map<string, RoomStream>();
  readonly #consumers = new Map<string, Consumer>();
  readonly #stopHearing: (() => void)[];
  #device: Device | undefined;
  #sending: Promise<Transport> | undefined;
  #receiving: Promise<Transport> | undefined;
  #role: MediaRole = 'viewer';
  #peerId = '';
  #generation = 0;
  /** Rises with every entrance: what an earlier one still has under way is stale. */
  #attempt = 0;
  #inside = false;
  readonly #retry = new Retry(() => void this.#enter());

  constructor(socket: HubSocket, room: MediaRoomName, news: RoomNews) {
    this.#socket = socket;
    this.#room = room;
    this.#news = news;
    const here = (payload: { room: string }) => payload.room === room;
    this.#stopHearing = [
      socket.on('media:published', (payload) => here(payload) && this.#hear(payload.stream)),
      socket.on('media:unpublished', (payload) => here(payload) && this.#forget(payload.streamId)),
      socket.on('media:muted', (payload) => here(payload) && this.#hearMuted(payload)),
      socket.on('media:speaking', (payload) => here(payload) && news.speakerChanged(payload.peerId)),
      socket.on('media:role_changed', (payload) => here(payload) && void this.#changeRole(payload.role)),
      socket.on('media:reset', (payload) => {
        if (here(payload) && payload.generation > this.#generation) void this.#enter();
      }),
      socket.onLost(() => this.#interrupt()),
      socket.onConnected(() => void this.#enter()),
    ];
  }

  /** Sends a track, now or as soon as the role allows it; another one of the same source takes its place. */
  async publish(source: StreamSource, track: MediaStreamTrack): Promise<void> {
    this.#tracks.set(source, track);
    track.enabled = !this.#muted.has(source);
    const producer = this.#producers.get(source);
    if (producer && !producer.closed) await producer.replaceTrack({ track });
    else if (this.#inside && this.#role === 'speaker') await this.#send(source, track);
  }

  async unpublish(source: StreamSource): Promise<void> {
    this.#tracks.delete(source);
    const producer = this.#producers.get(source);
    this.#producers.delete(source);
    if (!producer || producer.closed) return;
    producer.close();
    // Whoever lost the role or the room meanwhile has lost the stream with it.
    await this.#socket.request('media:unpublish', { room: this.#room, streamId: producer.id }).catch(() => undefined);
  }

  /** Holds also for what is sent later, another track or after entering again. */
  async mute(source: StreamSource, muted: boolean): Promise<void> {
    if (muted) this.#muted.add(source);
    else this.#muted.delete(source);
    const track = this.#tracks.get(source);
    if (track) track.enabled = !muted;
    const producer = this.#producers.get(source);
    if (!producer || producer.closed) return;
    await this.#socket.request('media:mute', { room: this.#room, streamId: producer.id, muted });
  }

  /** How large a picture of this stream is of use: 0 a quarter, 1 half, 2 all of it. A wish: nothing hangs on it. */
  preferLayer(streamId: string, spatialLayer: number): void {
    const consumer = this.#consumers.get(streamId);
    if (!consumer || consumer.closed) return;
    const payload = { room: this.#room, consumerId: consumer.id, spatialLayer };
    this.#socket.request('media:layers', payload).catch(() => undefined);
  }

  close(): void {
    this.#attempt += 1;
    this.#inside = false;
    this.#retry.end();
    for (const stop of this.#stopHearing) stop();
    this.#closeTransports();
    this.#socket.request('media:leave', { room: this.#room }).catch(() => undefined);
  }

  #interrupt(): void {
    this.#attempt += 1;
    this.#inside = false;
    this.#retry.stop();
    this.#closeTransports();
    this.#news.phaseChanged('lost');
  }

  async #enter(): Promise<void> {
    const attempt = ++this.#attempt;
    this.#inside = false;
    this.#retry.stop();
    this.#closeTransports();
    this.#heard.clear();
    this.#news.phaseChanged(this.#generation ? 'lost' : 'entering');
    try {
      const [joined, device] = await Promise.all([this.#join(attempt), this.#newDevice()]);
      if (attempt !== this.#attempt) return;
      // mediasoup names one header extension that its client has no name for, and passes over.
      if (!device.loaded) await device.load({ routerRtpCapabilities: joined.rtpCapabilities as RtpCapabilities });
      if (attempt !== this.#attempt) return;
      this.#inside = true;
      this.#news.entered({ peerId: joined.peerId, role: this.#role });
      this.#news.phaseChanged('inside');
      await Promise.all([...[...this.#heard.values()].map((stream) => this.#receive(stream)), this.#sendAll()]);
      if (attempt === this.#attempt) this.#retry.worked();
    } catch (problem) {
      if (attempt === this.#attempt) this.#failed(problem);
    }
  }

  /** Takes the answer at once: what is told from here on is news to it, also while there is more to load. */
  async #join(attempt: number) {
    const joined = await this.#socket.request('media:join', { room: this.#room });
    if (attempt !== this.#attempt) return joined;
    this.#role = joined.role;
    this.#peerId = joined.peerId;
    this.#generation = joined.generation;
    for (const stream of joined.streams) this.#heard.set(stream.id, stream);
    return joined;
  }

  /** What is under way fails with it; what is refused for good is said, all else is tried again. */
  #failed(problem: unknown): void {
    this.#attempt += 1;
    this.#inside = false;
    const passing = mayPass(problem);
    if (passing) {
      this.#retry.failed();
      this.#news.phaseChanged('lost');
    }
    const early = isRefusal(problem) && fleeting.has(problem.code) && this.#retry.failures <= patience;
    if (isRefusal(problem) && !early) this.#news.refused(problem);
  }

  async #newDevice(): Promise<Device> {
    if (this.#device) return this.#device;
    const { Device } = await import('mediasoup-client');
    this.#device ??= new Device();
    return this.#device;
  }

  async #changeRole(role: MediaRole | null): Promise<void> {
    if (role === null) return void this.#enter();
    this.#role = role;
    this.#news.roleChanged(role);
    if (!this.#inside) return;
    if (role === 'speaker') return this.#sendAll();
    close(this.#sending);
    this.#sending = undefined;
    this.#producers.clear();
  }

  async #sendAll(): Promise<void> {
    if (this.#role !== 'speaker') return;
    await Promise.all([...this.#tracks].map(([source, track]) => this.#send(source, track)));
  }

  async #send(source: StreamSource, track: MediaStreamTrack): Promise<void> {
    const attempt = this.#attempt;
    try {
      this.#sending ??= this.#open('send');
      const transport = await this.#sending;
      const producer = await transport.produce({
        track,
        ...(source === 'camera' && { encodings: cameraLayers }),
        ...(source === 'microphone' && { codecOptions: { opusDtx: true, opusFec: true } }),
        stopTracks: false,
        appData: { source, token: randomId() },
      });
      if (!this.#tracks.has(source)) return producer.close();
      this.#producers.set(source, producer);
      // To say so: the track itself is silent already.
      if (this.#muted.has(source)) this.mute(source, true).catch(() => undefined);
    } catch (problem) {
      // Who may no longer send hears it by a notice of its own, and watches on.
      if (attempt !== this.#attempt || (isRefusal(problem) && problem.code === 'view_only')) return;
      this.#failed(problem);
    }
  }

  async #receive(stream: RoomStream): Promise<void> {
    const attempt = this.#attempt;
    const device = this.#device;
    if (stream.peer.id === this.#peerId || !device) return;
    try {
      this.#receiving ??= this.#open('receive');
      const transport = await this.#receiving;
      const { consumerId, kind, rtpParameters } = await this.#socket.request('media:subscribe', {
        room: this.#room,
        streamId: stream.id,
        rtpCapabilities: device.recvRtpCapabilities,
      });
      if (attempt !== this.#attempt) return;
      const consumer = await transport.consume({
        id: consumerId,
        producerId: stream.id,
        kind,
        rtpParameters: rtpParameters as RtpParameters,
      });
      const heard = this.#heard.get(stream.id);
      if (attempt !== this.#attempt || !heard) return consumer.close();
      this.#consumers.set(stream.id, consumer);
      this.#news.streamArrived(heard, consumer.track);
      await this.#socket.request('media:resume', { room: this.#room, consumerId });
    } catch (problem) {
      // A stream that ended meanwhile is no trouble; its end was told by a notice of its own.
      if (attempt !== this.#attempt || (isRefusal(problem) && problem.code === 'not_found')) return;
      this.#failed(problem);
    }
  }

  #hear(stream: RoomStream): void {
    if (this.#heard.has(stream.id)) return;
    this.#heard.set(stream.id, stream);
    if (this.#inside) void this.#receive(stream);
  }

  #hearMuted({ streamId, muted }: { streamId: string; muted: boolean }): void {
    const stream = this.#heard.get(streamId);
    if (stream) this.#heard.set(streamId, { ...stream, muted });
    this.#news.streamMuted(streamId, muted);
  }

  #forget(streamId: string): void {
    this.#heard.delete(streamId);
    this.#consumers.get(streamId)?.close();
    this.#consumers.delete(streamId);
    this.#news.streamLeft(streamId);
  }

  async #open(direction: 'send' | 'receive'): Promise<Transport> {
    const room = this.#room;
    const device = await this.#newDevice();
    const offer = await this.#socket.request('media:transport', { room, direction });
    const transport = direction === 'send' ? device.createSendTransport(offer) : device.createRecvTransport(offer);
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      this.#socket.request('media:connect', { room, transportId: transport.id, dtlsParameters }).then(done, failed);
    });
    transport.on('produce', ({ rtpParameters, appData }, done, failed) => {
      const { source, token } = appData as { source: StreamSource; token: string };
      this.#socket
        .request('media:publish', { room, transportId: transport.id, source, rtpParameters, token })
        .then(({ streamId }) => done({ id: streamId }), failed);
    });
    transport.on('connectionstatechange', (state) => {
      if (state === 'failed' || state === 'disconnected') void this.#mend(transport);
    });
    return transport;
  }

  /** The line broke, perhaps because the network changed: the same transport over a new one, else all anew. */
  async #mend(transport: Transport): Promise<void> {
    const attempt = this.#attempt;
    try {
      const iceParameters = await this.#socket.request('media:restart_ice', {
        room: this.#room,
        transportId: transport.id,
      });
      if (!transport.closed) await transport.restartIce({ iceParameters });
    } catch {
      if (attempt === this.#attempt && !transport.closed) void this.#enter();
    }
  }

  #closeTransports(): void {
    close(this.#sending);
    close(this.#receiving);
    this.#sending = undefined;
    this.#receiving = undefined;
    this.#producers.clear();
    this.#consumers.clear();
    this.#news.streamsCleared();
  }
}

/** Also one that is only being opened; one that cannot be opened needs no closing. */
function close(opening: Promise<Transport> | undefined): void {
  opening?.then(
    (transport) => transport.close(),
    () => undefined,
  );
}
