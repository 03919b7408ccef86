import type { RouterRtpCodecCapability } from 'mediasoup/types';

/**
 * What a room carries, preferred first. VP8 is what every browser can send in simulcast; constrained-baseline H.264 is
 * there for hardware encoders. Opus with in-band FEC survives loss, with DTX a silent microphone costs next to nothing.
 */
export const roomCodecs: RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000, parameters: { 'x-google-start-bitrate': 1000 } },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: {
      'packetization-mode': 1,
      'profile-level-id': '42e01f',
      'level-asymmetry-allowed': 1,
      'x-google-start-bitrate': 1000,
    },
  },
];
