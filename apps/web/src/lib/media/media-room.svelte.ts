import type { HubSocket } from '@hubwerk/client/socket';
import type { MediaRoomName, RoomStream } from '@hubwerk/contracts';
import type { Refusal } from '#lib/ui/refusal.ts';
import type { OwnMedia } from './own-media.svelte.ts';
import { RoomConnection } from './room-connection.ts';
import type { MediaRole, RoomNews, RoomPhase } from './room-news.ts';

/** A stream with the track that plays it. */
export interface ReceivedStream extends RoomStream {
  track: MediaStreamTrack;
}

/** Somebody in the room, with what they send. */
export interface RoomPeer {
  id: string;
  name: string;
  camera: ReceivedStream | undefined;
  screen: ReceivedStream | undefined;
  microphone: ReceivedStream | undefined;
}

/** A room for audio and video as a page shows it; stages, meetings and booths use the same. */
export class MediaRoom {
  phase = $state<RoomPhase>('entering');
  refusal = $state.raw<Refusal>();
  role = $state<MediaRole>('viewer');
  speaking = $state<string>();
  #streams = $state.raw<ReceivedStream[]>([]);
  readonly #connection: RoomConnection;

  readonly peers: RoomPeer[] = $derived.by(() => {
    const of = (peer: string, source: string) =>
      this.#streams.find((stream) => stream.peer.id === peer && stream.source === source);
    const people = new Map(this.#streams.map(({ peer }) => [peer.id, peer]));
    return [...people.values()].map(({ id, name }) => ({
      id,
      name,
      camera: of(id, 'camera'),
      screen: of(id, 'screen'),
      microphone: of(id, 'microphone'),
    }));
  });

  constructor(socket: HubSocket, room: MediaRoomName) {
    const news: RoomNews = {
      phaseChanged: (phase) => (this.phase = phase),
      refused: (refusal) => (this.refusal = refusal),
      entered: ({ role }) => {
        this.role = role;
        this.refusal = undefined;
      },
      roleChanged: (role) => (this.role = role),
      streamArrived: (stream, track) => (this.#streams = [...this.#streams, { ...stream, track }]),
      streamLeft: (id) => (this.#streams = this.#streams.filter((stream) => stream.id !== id)),
      streamMuted: (id, muted) =>
        (this.#streams = this.#streams.map((stream) => (stream.id === id ? { ...stream, muted } : stream))),
      streamsCleared: () => (this.#streams = []),
      speakerChanged: (peerId) => (this.speaking = peerId),
    };
    this.#connection = new RoomConnection(socket, room, news);
  }

  get connection(): Pick<RoomConnection, 'publish' | 'unpublish' | 'mute' | 'preferLayer'> {
    return this.#connection;
  }

  /** Sends what one's own camera and microphone give; what is not there (any longer) is not sent. */
  async sendOwn(own: OwnMedia): Promise<void> {
    for (const source of ['camera', 'microphone'] as const) {
      const track = own[source];
      await (track ? this.#connection.publish(source, track) : this.#connection.unpublish(source));
    }
  }

  close(): void {
    this.#connection.close();
  }
}
