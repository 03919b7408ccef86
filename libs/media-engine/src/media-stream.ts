import type { MediaKind } from 'mediasoup/types';

/** A viewer receives only; a speaker also sends. */
export type MediaRole = 'viewer' | 'speaker';

/** What a stream shows or sounds. A peer has at most one stream of each. */
export type StreamSource = 'camera' | 'microphone' | 'screen';

export const kindOfSource: Readonly<Record<StreamSource, MediaKind>> = {
  camera: 'video',
  microphone: 'audio',
  screen: 'video',
};

/** A stream that peers of the room can subscribe to. `id` is also mediasoup's producer id. */
export interface PublishedStream {
  readonly id: string;
  readonly peerId: string;
  readonly source: StreamSource;
  readonly kind: MediaKind;
  readonly paused: boolean;
}
