import { z } from 'zod';

/**
 * What WebRTC endpoints say about themselves, in mediasoup's shapes. Browsers add keys of their own and get new ones, so
 * unknown keys are dropped here rather than refused; everything known is checked before a media worker sees it.
 */
export const mediaKindSchema = z.enum(['audio', 'video']);

const payloadType = z.number().int().min(0).max(127);
const ssrc = z.number().int().min(1).max(0xffff_ffff);
const clockRate = z.number().int().min(1).max(1_000_000);
const channels = z.number().int().min(1).max(8);
const mimeType = z.string().regex(/^(audio|video)\/[A-Za-z0-9._-]{1,40}$/);
const extensionId = z.number().int().min(1).max(255);
const codecParameters = z
  .record(z.string().max(60), z.unknown())
  .refine((parameters) => Object.keys(parameters).length <= 30, 'too many parameters')
  .refine((parameters) => Object.values(parameters).every(isPlain), 'parameters are texts, numbers or booleans');
const rtcpFeedback = z.array(z.object({ type: z.string().max(40), parameter: z.string().max(40).optional() })).max(20);
const extensionUri = z.enum([
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension',
  'urn:3gpp:video-orientation',
  'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time',
  'urn:ietf:params:rtp-hdrext:toffset',
  'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay',
  'urn:mediasoup:params:rtp-hdrext:packet-id',
]);

/** What an endpoint can receive. */
export const rtpCapabilitiesSchema = z.object({
  codecs: z
    .array(
      z.object({
        kind: mediaKindSchema,
        mimeType,
        preferredPayloadType: payloadType,
        clockRate,
        channels: channels.optional(),
        parameters: codecParameters.optional(),
        rtcpFeedback: rtcpFeedback.optional(),
      }),
    )
    .max(64)
    .optional(),
  headerExtensions: z
    .array(
      z.object({
        kind: mediaKindSchema,
        uri: extensionUri,
        preferredId: extensionId,
        preferredEncrypt: z.boolean().optional(),
        direction: z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']).optional(),
      }),
    )
    .max(64)
    .optional(),
});

/** One stream as it is sent. */
export const rtpParametersSchema = z.object({
  mid: z.string().max(32).optional(),
  codecs: z
    .array(
      z.object({
        mimeType,
        payloadType,
        clockRate,
        channels: channels.optional(),
        parameters: codecParameters.optional(),
        rtcpFeedback: rtcpFeedback.optional(),
      }),
    )
    .min(1)
    .max(16),
  headerExtensions: z
    .array(z.object({ uri: extensionUri, id: extensionId, encrypt: z.boolean().optional() }))
    .max(32)
    .optional(),
  encodings: z
    .array(
      z.object({
        ssrc: ssrc.optional(),
        rid: z
          .string()
          .regex(/^[A-Za-z0-9]{1,16}$/)
          .optional(),
        codecPayloadType: payloadType.optional(),
        rtx: z.object({ ssrc }).optional(),
        dtx: z.boolean().optional(),
        scalabilityMode: z
          .string()
          .regex(/^[A-Za-z0-9_]{1,20}$/)
          .optional(),
        maxBitrate: z.number().int().min(1).max(100_000_000).optional(),
      }),
    )
    .max(8)
    .optional(),
  rtcp: z.object({ cname: z.string().max(255).optional(), reducedSize: z.boolean().optional() }).optional(),
});

/** Whom to expect at the other end of a connection. */
export const dtlsParametersSchema = z.object({
  role: z.enum(['auto', 'client', 'server']).optional(),
  fingerprints: z
    .array(
      z.discriminatedUnion('algorithm', [
        fingerprintOf('sha-1', 20),
        fingerprintOf('sha-224', 28),
        fingerprintOf('sha-256', 32),
        fingerprintOf('sha-384', 48),
        fingerprintOf('sha-512', 64),
      ]),
    )
    .min(1)
    .max(8),
});

export const iceParametersSchema = z.object({
  usernameFragment: z.string(),
  password: z.string(),
  iceLite: z.boolean().optional(),
});

export const iceCandidateSchema = z.object({
  foundation: z.string(),
  priority: z.number(),
  ip: z.string(),
  address: z.string(),
  protocol: z.enum(['udp', 'tcp']),
  port: z.number().int(),
  type: z.literal('host'),
  tcpType: z.literal('passive').optional(),
});

/** Hex digits in pairs, as many as the algorithm's hash has bytes. */
function fingerprintOf<const A extends string>(algorithm: A, bytes: number) {
  const value = z.string().regex(new RegExp(`^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){${bytes - 1}}$`));
  return z.object({ algorithm: z.literal(algorithm), value });
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' ? value.length <= 300 : typeof value === 'boolean' || Number.isFinite(value);
}
