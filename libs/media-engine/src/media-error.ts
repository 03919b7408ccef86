/**
 * Why the engine refused:
 * - `room_full`: the room has as many peers as it may have
 * - `room_closed`: the room (or the peer's place in it) is gone, for example after its worker died; join again
 * - `not_allowed`: the peer's role does not permit it
 * - `unknown_transport`, `unknown_stream`, `unknown_consumer`: no such thing, or no longer
 * - `cannot_consume`: the receiver decodes none of the stream's codecs
 * - `too_many_consumers`: the peer receives as many streams as it may
 * - `invalid_parameters`: mediasoup rejects the given DTLS, RTP or layer parameters
 * - `media_unavailable`: no worker runs
 */
export type MediaErrorCode =
  | 'room_full'
  | 'room_closed'
  | 'not_allowed'
  | 'unknown_transport'
  | 'unknown_stream'
  | 'unknown_consumer'
  | 'cannot_consume'
  | 'too_many_consumers'
  | 'invalid_parameters'
  | 'media_unavailable';

/** The only error callers of the engine have to expect. */
export class MediaError extends Error {
  readonly code: MediaErrorCode;

  constructor(code: MediaErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MediaError';
    this.code = code;
  }
}
