import type { HubSocket } from '@hubwerk/client/socket';
import type { MediaRoomName, RoomStream } from '@hubwerk/contracts';
import type { Consumer, Device, Producer, RtpCapabilities, RtpParameters, Transport } from 'mediasoup-client/types';
import { isRefusal } from '#lib/ui/refusal.ts';
import type { MediaRole, RoomNews, StreamSource } from './room-news.ts';

/** A quarter, half and the whole of the picture, so that each receiver gets what its line and its screen can take. */
const cameraLayers = [
  { rid: 'q', scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000 },
  { rid: 'f', scaleResolutionDownBy: 1, maxBitrate: 1_500_000 },
];

/** Answers after which entering again is the right thing to do. */
const passing = new Set(['room_closed', 'unavailable', 'media_elsewhere']);
const pause = 500;

/**
 * One browser in one room for audio and video. It keeps the device and the tracks to send; when the socket was away, the
 * room was reset or a line broke, it enters again by itself and builds new transports, without a reload.
 */
export class RoomConnection {
  readonly #socket: HubSocket;
  readonly #room: MediaRoomName;
  readonly #news: RoomNews;
  readonly #tracks = new Map<StreamSource, MediaStreamTrack>();
  readonly #producers = new Map<StreamSource, Producer>();
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
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(socket: HubSocket, room: MediaRoomName, news: RoomNews) {
    this.#socket = socket;
    this.#room = room;
    this.#news = news;
    const here = (payload: { room: string }) => payload.room === room;
    this.#stopHearing = [
      socket.on('media:published', (payload) => here(payload) && void this.#receive(payload.stream)),
      socket.on('media:unpublished', (payload) => here(payload) && this.#forget(payload.streamId)),
      socket.on('media:muted', (payload) => here(payload) && news.streamMuted(payload.streamId, payload.muted)),
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
    const producer = this.#producers.get(source);
    if (producer && !producer.closed) await producer.replaceTrack({ track });
    else if (this.#role === 'speaker') await this.#send(source, track);
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

  async mute(source: StreamSource, muted: boolean): Promise<void> {
    const track = this.#tracks.get(source);
    if (track) track.enabled = !muted;
    const producer = this.#producers.get(source);
    if (!producer || producer.closed) return;
    await this.#socket.request('media:mute', { room: this.#room, streamId: producer.id, muted });
  }

  /** How large a picture of this stream is of use: 0 a quarter, 1 half, 2 all of it. */
  async preferLayer(streamId: string, spatialLayer: number): Promise<void> {
    const consumer = this.#consumers.get(streamId);
    if (!consumer || consumer.closed) return;
    await this.#socket.request('media:layers', { room: this.#room, consumerId: consumer.id, spatialLayer });
  }

  close(): void {
    this.#attempt += 1;
    clearTimeout(this.#retry);
    for (const stop of this.#stopHearing) stop();
    this.#closeTransports();
    this.#socket.request('media:leave', { room: this.#room }).catch(() => undefined);
  }

  #interrupt(): void {
    this.#attempt += 1;
    this.#closeTransports();
    this.#news.phaseChanged('lost');
  }

  async #enter(): Promise<void> {
    const attempt = ++this.#attempt;
    clearTimeout(this.#retry);
    this.#closeTransports();
    this.#news.phaseChanged(this.#generation ? 'lost' : 'entering');
    try {
      const [joined, device] = await Promise.all([
        this.#socket.request('media:join', { room: this.#room }),
        this.#newDevice(),
      ]);
      if (attempt !== this.#attempt) return;
      // mediasoup names one header extension that its client has no name for, and passes over.
      if (!device.loaded) await device.load({ routerRtpCapabilities: joined.rtpCapabilities as RtpCapabilities });
      if (attempt !== this.#attempt) return;
      this.#role = joined.role;
      this.#peerId = joined.peerId;
      this.#generation = joined.generation;
      this.#news.entered({ peerId: joined.peerId, role: joined.role });
      this.#news.phaseChanged('inside');
      await Promise.all([...joined.streams.map((stream) => this.#receive(stream)), this.#sendAll()]);
    } catch (problem) {
      if (attempt === this.#attempt) this.#failed(problem);
    }
  }

  #failed(problem: unknown): void {
    if (isRefusal(problem) && !passing.has(problem.code)) return this.#news.refused(problem);
    this.#news.phaseChanged('lost');
    this.#retry = setTimeout(() => void this.#enter(), pause);
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
    if (role === 'speaker') return this.#sendAll();
    void this.#sending?.then((transport) => transport.close());
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
        appData: { source, token: crypto.randomUUID() },
      });
      if (this.#tracks.has(source)) this.#producers.set(source, producer);
      else producer.close();
    } catch (problem) {
      if (attempt === this.#attempt) this.#failed(problem);
    }
  }

  async #receive(stream: RoomStream): Promise<void> {
    const attempt = this.#attempt;
    const device = this.#device;
    if (stream.peer.id === this.#peerId || !device?.loaded || this.#consumers.has(stream.id)) return;
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
      if (attempt !== this.#attempt) return consumer.close();
      this.#consumers.set(stream.id, consumer);
      this.#news.streamArrived(stream, consumer.track);
      await this.#socket.request('media:resume', { room: this.#room, consumerId });
    } catch (problem) {
      // A stream that ended meanwhile is no trouble; its end was told by a notice of its own.
      if (attempt !== this.#attempt || (isRefusal(problem) && problem.code === 'not_found')) return;
      this.#failed(problem);
    }
  }

  #forget(streamId: string): void {
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
    for (const opening of [this.#sending, this.#receiving]) {
      opening?.then(
        (transport) => transport.close(),
        () => undefined,
      );
    }
    this.#sending = undefined;
    this.#receiving = undefined;
    this.#producers.clear();
    this.#consumers.clear();
    this.#news.streamsCleared();
  }
}
