import type { RequestListener } from 'node:http';
import compression from 'compression';

const compress = compression();

/** The same listener, its answers compressed where they are not already. */
export function compressed(listener: RequestListener): RequestListener {
  // The middleware is written for Express but takes Node's own request and response.
  const middleware = compress as unknown as (...all: [...Parameters<RequestListener>, next: () => void]) => void;
  return (request, response) => middleware(request, response, () => listener(request, response));
}
