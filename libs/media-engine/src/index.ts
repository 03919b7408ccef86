export { readClip, type Clip } from './clip.ts';
export { MediaEngine, type MediaEngineOptions, type MediaHealth } from './media-engine.ts';
export { MediaError, type MediaErrorCode } from './media-error.ts';
export type { MediaEvents } from './media-events.ts';
export type { MediaLimits } from './media-limits.ts';
export type { MediaLog } from './media-log.ts';
export type { MediaPeer, PublishRequest } from './media-peer.ts';
export type { MediaRoom } from './media-room.ts';
export type { MediaRole, PublishedStream, StreamSource } from './media-stream.ts';
export type { Subscription } from './peer-consumers.ts';
export type { TransportDirection, TransportOffer } from './peer-transports.ts';
export type { PortRange } from './port-range.ts';
export type {
  ConsumerLayers,
  DtlsParameters,
  IceCandidate,
  IceParameters,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
} from 'mediasoup/types';
