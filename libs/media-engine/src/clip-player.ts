import type { DirectTransport, Producer, Router } from 'mediasoup/types';
import type { Clip } from './clip.ts';
import { MediaError } from './media-error.ts';
import { vp8Packets, type Vp8Stream } from './vp8-packets.ts';

/** Sends a clip round and round, and nothing at all while nobody receives it. Closes with its transport. */
export class ClipPlayer {
  readonly producer: Producer;
  readonly #transport: DirectTransport;

  /** @param received whether there is anybody to send to */
  static async start(router: Router, clip: Clip, received: () => boolean): Promise<ClipPlayer> {
    const codec = router.rtpCapabilities.codecs?.find(({ mimeType }) => mimeType === 'video/VP8');
    if (!codec?.preferredPayloadType) throw new MediaError('cannot_consume', 'the room carries no VP8');
    const stream = { ssrc: 0x48_55_42, payloadType: codec.preferredPayloadType, sequenceNumber: 0 };
    const transport = await router.createDirectTransport();
    const producer = await transport.produce({
      kind: 'video',
      rtpParameters: {
        codecs: [{ mimeType: codec.mimeType, clockRate: codec.clockRate, payloadType: stream.payloadType }],
        encodings: [{ ssrc: stream.ssrc }],
        rtcp: { cname: 'clip' },
      },
    });
    return new ClipPlayer(transport, producer, clip, stream, received);
  }

  private constructor(
    transport: DirectTransport,
    producer: Producer,
    { frames, framesPerSecond }: Clip,
    stream: Vp8Stream,
    received: () => boolean,
  ) {
    this.#transport = transport;
    this.producer = producer;
    let next = 0;
    let sent = 0;
    const timer = setInterval(() => {
      const frame = frames[next];
      // Who comes first begins with the first picture, which is a key frame.
      if (!received() || !frame) return void (next = 0);
      const timestamp = Math.round(performance.now() * 90);
      for (const packet of vp8Packets(frame, timestamp, sent++, stream)) producer.send(packet);
      next = (next + 1) % frames.length;
    }, 1_000 / framesPerSecond).unref();
    producer.observer.once('close', () => clearInterval(timer));
  }

  close(): void {
    this.#transport.close();
  }
}
