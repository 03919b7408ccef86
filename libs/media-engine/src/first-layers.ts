import type { ConsumerLayers } from 'mediasoup/types';
import type { StreamSource } from './media-stream.ts';

/**
 * The simulcast layer a new receiver starts at, before it has said how large it shows the picture: the middle one, so
 * that a room full of cameras does not flood a phone. A shared screen is read, so it starts at the best. Undefined if
 * there is nothing to choose.
 */
export function firstLayers(source: StreamSource, encodings: number): ConsumerLayers | undefined {
  if (encodings < 2) return undefined;
  return { spatialLayer: source === 'screen' ? encodings - 1 : Math.floor(encodings / 2) };
}
