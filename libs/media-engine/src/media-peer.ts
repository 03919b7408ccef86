import type {
  ConsumerLayers,
  DtlsParameters,
  IceParameters,
  Producer,
  Router,
  RtpCapabilities,
  RtpParameters,
  WebRtcServer,
} from 'mediasoup/types';
import { ClipPlayer } from './clip-player.ts';
import type { Clip } from './clip.ts';
import { MediaError } from './media-error.ts';
import type { MediaLimits } from './media-limits.ts';
import { kindOfSource, type MediaRole, type StreamSource } from './media-stream.ts';
import { OncePerKey } from './once-per-key.ts';
import { PeerConsumers, type Subscription } from './peer-consumers.ts';
import { PeerTransports, type TransportDirection, type TransportOffer } from './peer-transports.ts';
import { refuse } from './refuse.ts';
import type { RoomStreams } from './room-streams.ts';

/** What a room gives to each of its peers. */
export interface PeerSeat {
  readonly generation: number;
  readonly router: Router;
  readonly server: WebRtcServer;
  readonly streams: RoomStreams;
  readonly limits: MediaLimits;
  /** Whether anybody in the room receives anything. */
  readonly received: () => boolean;
  left(peer: MediaPeer): void;
}

export interface PublishRequest {
  readonly transportId: string;
  readonly source: StreamSource;
  readonly rtpParameters: RtpParameters;
  /** Chosen by the client, the same when it repeats a request of which it does not know whether it arrived. */
  readonly token: string;
}

/**
 * One client in a room. Every method throws a `MediaError`: `room_closed` once the peer or its room is gone, else the
 * codes named at the method.
 */
export class MediaPeer {
  readonly id: string;
  readonly #seat: PeerSeat;
  readonly #transports: PeerTransports;
  readonly #consumers: PeerConsumers;
  readonly #published = new OncePerKey<Producer>();
  readonly #bySource = new Map<StreamSource, Producer>();
  #role: MediaRole;
  #player: ClipPlayer | undefined;
  #closed = false;

  constructor(id: string, role: MediaRole, seat: PeerSeat) {
    this.id = id;
    this.#role = role;
    this.#seat = seat;
    this.#transports = new PeerTransports(seat.router, seat.server);
    this.#consumers = new PeerConsumers(seat.limits.consumersPerPeer);
  }

  get role(): MediaRole {
    return this.#role;
  }

  get closed(): boolean {
    return this.#closed || this.#seat.router.closed;
  }

  /** Of the room at the time the peer joined; see `MediaEvents.roomReset`. */
  get generation(): number {
    return this.#seat.generation;
  }

  get consumerCount(): number {
    return this.#consumers.size;
  }

  /** What mediasoup-client's `device.load` takes. */
  capabilities(): RtpCapabilities {
    this.#assertOpen();
    return this.#seat.router.rtpCapabilities;
  }

  /** @throws not_allowed if a viewer wants to send */
  async createTransport(direction: TransportDirection): Promise<TransportOffer> {
    this.#assertOpen();
    if (direction === 'send') this.#assertSpeaker();
    const offer = await this.#transports.create(direction);
    // The peer may have left or lost its role while the worker was busy.
    if (this.#closed || (direction === 'send' && this.#role === 'viewer')) this.#transports.close(direction);
    this.#assertOpen();
    if (direction === 'send') this.#assertSpeaker();
    return offer;
  }

  /** @throws unknown_transport, invalid_parameters */
  async connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    this.#assertOpen();
    await this.#transports.connect(transportId, dtlsParameters);
  }

  /** New ICE credentials after the client's network changed. @throws unknown_transport */
  async restartIce(transportId: string): Promise<IceParameters> {
    this.#assertOpen();
    return this.#transports.restartIce(transportId);
  }

  /**
   * Puts a stream on and answers its id. A second stream of the same source takes the first one's place.
   * @throws not_allowed, unknown_transport, invalid_parameters
   */
  async publish(request: PublishRequest): Promise<string> {
    this.#assertOpen();
    this.#assertSpeaker();
    const producer = await this.#published.get(request.token, () => this.#produce(request));
    return producer.id;
  }

  /** Sends a clip as the camera of a peer that has no client, until it is a viewer or gone. @throws not_allowed */
  async play(clip: Clip): Promise<void> {
    this.#assertOpen();
    this.#assertSpeaker();
    const { router, streams, received } = this.#seat;
    this.#player?.close();
    const player = await ClipPlayer.start(router, clip, received).catch(refuse('room_closed'));
    this.#player = player;
    if (this.#closed || this.#role === 'viewer') player.close();
    else streams.add(player.producer, this.id, 'camera');
    this.#assertOpen();
    this.#assertSpeaker();
  }

  /** Holds an own stream back without giving it up (a muted microphone). @throws unknown_stream */
  async pauseStream(streamId: string): Promise<void> {
    await this.#ownStream(streamId).pause().catch(refuse('unknown_stream'));
  }

  /** @throws unknown_stream */
  async resumeStream(streamId: string): Promise<void> {
    await this.#ownStream(streamId).resume().catch(refuse('unknown_stream'));
  }

  /** @throws unknown_stream */
  closeStream(streamId: string): void {
    this.#ownStream(streamId).close();
  }

  /**
   * Prepares receiving a stream; nothing flows until `resumeConsumer`. Repeats answer the same consumer.
   * @throws unknown_stream, unknown_transport, cannot_consume, too_many_consumers
   */
  async subscribe(streamId: string, rtpCapabilities: RtpCapabilities): Promise<Subscription> {
    this.#assertOpen();
    const { router, streams } = this.#seat;
    const transport = this.#transports.in('receive');
    const stream = streams.describe(streamId);
    const producer = streams.find(streamId);
    if (!stream || !producer) throw new MediaError('unknown_stream', `the room has no stream ${streamId}`);
    if (!router.canConsume({ producerId: streamId, rtpCapabilities })) {
      throw new MediaError('cannot_consume', 'the receiver decodes none of the codecs of the stream');
    }
    const encodings = producer.consumableRtpParameters.encodings?.length ?? 1;
    return this.#consumers.subscribe(transport, stream, encodings, rtpCapabilities);
  }

  /** Lets a stream flow, beginning with a key frame. @throws unknown_consumer */
  async resumeConsumer(consumerId: string): Promise<void> {
    this.#assertOpen();
    await this.#consumers.resume(consumerId);
  }

  /** The best simulcast layer this receiver has use for; bandwidth may still give less. @throws unknown_consumer, invalid_parameters */
  async setPreferredLayers(consumerId: string, layers: ConsumerLayers): Promise<void> {
    this.#assertOpen();
    await this.#consumers.setPreferredLayers(consumerId, layers);
  }

  /** Takes effect at once: who becomes a viewer while sending is cut off here, whatever the client does. */
  setRole(role: MediaRole): void {
    this.#assertOpen();
    this.#role = role;
    if (role === 'viewer') this.#stopSending();
  }

  /** Leaves the room. Safe to call twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopSending();
    this.#transports.close('receive');
    this.#seat.left(this);
  }

  #stopSending(): void {
    this.#transports.close('send');
    this.#player?.close();
  }

  async #produce({ transportId, source, rtpParameters, token }: PublishRequest): Promise<Producer> {
    const transport = this.#transports.in('send');
    if (transport.id !== transportId) throw new MediaError('unknown_transport', `${transportId} does not send`);
    const kind = kindOfSource[source];
    // mediasoup does not compare the two, and would let a picture pass for a microphone.
    if (!rtpParameters.codecs.every(({ mimeType }) => mimeType.startsWith(`${kind}/`))) {
      throw new MediaError('invalid_parameters', `a ${source} sends ${kind} only`);
    }
    const producer = await transport.produce({ kind, rtpParameters }).catch(refuse('invalid_parameters'));
    if (transport.closed) throw new MediaError('unknown_transport', 'the transport was closed meanwhile');
    this.#bySource.get(source)?.close();
    this.#bySource.set(source, producer);
    producer.observer.once('close', () => {
      this.#published.forget(token);
      if (this.#bySource.get(source) === producer) this.#bySource.delete(source);
    });
    this.#seat.streams.add(producer, this.id, source);
    return producer;
  }

  #ownStream(streamId: string): Producer {
    this.#assertOpen();
    for (const producer of this.#bySource.values()) if (producer.id === streamId) return producer;
    throw new MediaError('unknown_stream', `the peer sends no stream ${streamId}`);
  }

  #assertOpen(): void {
    if (this.closed) throw new MediaError('room_closed', 'the peer is no longer in the room');
  }

  #assertSpeaker(): void {
    if (this.#role !== 'speaker') throw new MediaError('not_allowed', 'a viewer receives only');
  }
}
