import type { ActiveSpeakerObserver, Producer, Router } from 'mediasoup/types';
import type { MediaEvents } from './media-events.ts';
import type { PublishedStream, StreamSource } from './media-stream.ts';

interface Entry {
  readonly producer: Producer;
  readonly peerId: string;
  readonly source: StreamSource;
}

/** The streams on in one room: announces them, and listens to the microphones for who is speaking. */
export class RoomStreams {
  readonly #roomId: string;
  readonly #router: Router;
  readonly #speakers: ActiveSpeakerObserver;
  readonly #events: MediaEvents;
  readonly #entries = new Map<string, Entry>();

  constructor(roomId: string, router: Router, speakers: ActiveSpeakerObserver, events: MediaEvents) {
    this.#roomId = roomId;
    this.#router = router;
    this.#speakers = speakers;
    this.#events = events;
    speakers.on('dominantspeaker', ({ producer }) => {
      const entry = this.#entries.get(producer.id);
      if (entry) events.activeSpeaker(roomId, entry.peerId);
    });
  }

  get size(): number {
    return this.#entries.size;
  }

  list(): PublishedStream[] {
    return [...this.#entries.values()].map(describe);
  }

  find(streamId: string): Producer | undefined {
    return this.#entries.get(streamId)?.producer;
  }

  describe(streamId: string): PublishedStream | undefined {
    const entry = this.#entries.get(streamId);
    return entry && describe(entry);
  }

  add(producer: Producer, peerId: string, source: StreamSource): void {
    const entry = { producer, peerId, source };
    this.#entries.set(producer.id, entry);
    producer.observer.once('close', () => {
      this.#entries.delete(producer.id);
      // A closing router takes every stream with it: the room is gone, and that is told once, not per stream.
      if (!this.#router.closed) this.#events.streamClosed(this.#roomId, describe(entry));
    });
    // The observer lets go of a closed producer by itself.
    if (producer.kind === 'audio') void this.#speakers.addProducer({ producerId: producer.id }).catch(() => undefined);
    this.#events.streamPublished(this.#roomId, describe(entry));
  }
}

function describe({ producer, peerId, source }: Entry): PublishedStream {
  return { id: producer.id, peerId, source, kind: producer.kind, paused: producer.paused };
}
