import type { ErrorCode } from '@hubwerk/contracts';
import { MediaError, type MediaErrorCode } from '@hubwerk/media-engine';
import { HubError } from '../platform/hub-error.ts';

const codes: Record<MediaErrorCode, ErrorCode> = {
  room_full: 'room_full',
  room_closed: 'room_closed',
  not_allowed: 'view_only',
  unknown_transport: 'not_found',
  unknown_stream: 'not_found',
  unknown_consumer: 'not_found',
  cannot_consume: 'cannot_play',
  too_many_consumers: 'not_possible_now',
  invalid_parameters: 'invalid_input',
  media_unavailable: 'media_unavailable',
};

/** What the engine refused, in the hub's own words. */
export async function inHubTerms<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    const issues = error.code === 'invalid_parameters' ? [{ path: ['payload'], message: error.message }] : undefined;
    throw new HubError(codes[error.code], issues && { issues });
  }
}
