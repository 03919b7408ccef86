import type {
  Consumer,
  ConsumerLayers,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
  WebRtcTransport,
} from 'mediasoup/types';
import { firstLayers } from './first-layers.ts';
import { MediaError } from './media-error.ts';
import type { PublishedStream } from './media-stream.ts';
import { OncePerKey } from './once-per-key.ts';
import { refuse } from './refuse.ts';

/** What mediasoup-client's `transport.consume` takes, and which stream it is. `paused`: its sender has paused it. */
export interface Subscription {
  readonly consumerId: string;
  readonly stream: PublishedStream;
  readonly kind: MediaKind;
  readonly rtpParameters: RtpParameters;
  readonly paused: boolean;
}

/** The streams a peer receives: one consumer per stream, each paused until the client says that it is ready. */
export class PeerConsumers {
  readonly #limit: number;
  readonly #byStream = new OncePerKey<Consumer>();
  readonly #byId = new Map<string, Consumer>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#byId.size;
  }

  /** Repeats answer the consumer that is there. */
  async subscribe(
    transport: WebRtcTransport,
    stream: PublishedStream,
    encodings: number,
    rtpCapabilities: RtpCapabilities,
  ): Promise<Subscription> {
    const consumer = await this.#byStream.get(stream.id, () =>
      this.#consume(transport, stream, encodings, rtpCapabilities),
    );
    const { id, kind, rtpParameters, producerPaused } = consumer;
    return { consumerId: id, stream, kind, rtpParameters, paused: producerPaused };
  }

  /** Lets the stream flow; the worker asks the sender for a key frame, so that the picture stands at once. */
  resume(consumerId: string): Promise<void> {
    return this.#get(consumerId).resume().catch(refuse('unknown_consumer'));
  }

  setPreferredLayers(consumerId: string, layers: ConsumerLayers): Promise<void> {
    return this.#get(consumerId).setPreferredLayers(layers).catch(refuse('invalid_parameters'));
  }

  async #consume(
    transport: WebRtcTransport,
    stream: PublishedStream,
    encodings: number,
    rtpCapabilities: RtpCapabilities,
  ): Promise<Consumer> {
    // Those under way count too; this one is not among them yet.
    if (this.#byStream.size >= this.#limit) {
      throw new MediaError('too_many_consumers', `a peer receives at most ${this.#limit} streams`);
    }
    const preferredLayers = firstLayers(stream.source, encodings);
    const consumer = await transport
      .consume({
        producerId: stream.id,
        rtpCapabilities,
        paused: true,
        ...(preferredLayers && { preferredLayers }),
      })
      .catch(refuse('cannot_consume'));
    if (transport.closed) throw new MediaError('unknown_transport', 'the transport was closed meanwhile');
    this.#byId.set(consumer.id, consumer);
    consumer.observer.once('close', () => {
      this.#byId.delete(consumer.id);
      this.#byStream.forget(stream.id);
    });
    return consumer;
  }

  #get(consumerId: string): Consumer {
    const consumer = this.#byId.get(consumerId);
    if (!consumer) throw new MediaError('unknown_consumer', `the peer has no consumer ${consumerId}`);
    return consumer;
  }
}
