import { randomId } from '@hubwerk/client/random-id';
import type { HandleClientError } from '@sveltejs/kit/hooks';

export const handleError: HandleClientError = ({ kind, error }) => {
  if (kind === 'unknown') console.error(error);
  return { requestId: randomId() };
};
