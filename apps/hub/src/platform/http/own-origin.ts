import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from the hub's own pages, or from a program rather than a page. Browsers send `Origin` with every
 * request that could change something, so one from elsewhere is another site acting in its visitor's name. The host the
 * request was sent to counts as own, so that a hub is usable by every address it listens on.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return headers['sec-fetch-site'] !== 'cross-site';
  if (origin === publicUrl) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
