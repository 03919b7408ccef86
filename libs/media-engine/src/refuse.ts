import { WorkerClosedError } from 'mediasoup/errors';
import { MediaError, type MediaErrorCode } from './media-error.ts';

/** For `.catch()`: turns a rejection of mediasoup into a MediaError, with the code that a living worker's refusal means. */
export function refuse(code: MediaErrorCode): (cause: unknown) => never {
  return (cause) => {
    if (cause instanceof WorkerClosedError) {
      throw new MediaError('room_closed', 'the media worker went away', { cause });
    }
    throw new MediaError(code, cause instanceof Error ? cause.message : String(cause), { cause });
  };
}
