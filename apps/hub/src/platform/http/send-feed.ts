import { createHash } from 'node:crypto';
import type { Exchange } from './handles.decorator.ts';
import { aboutHeader } from './public-pages.ts';

export interface Feed {
  /** What it is called where it is saved: `week.ics`. */
  name: string;
  /** `text/calendar` */
  type: string;
  text: string;
}

/**
 * Answers a calendar or a programme file, or 304 to who has it already. `about` is the event of one that is for all who are
 * signed out: the hub keeps it until the event changes and says itself who has it, as a 304 from here would leave it
 * nothing to keep.
 */
export function sendFeed({ request, reply }: Exchange, { name, type, text }: Feed, about?: string): string {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  void reply
    .header('content-type', `${type}; charset=utf-8`)
    .header('content-disposition', `inline; filename="${name}"`)
    .header('cache-control', 'private, no-cache')
    .header('vary', 'accept-language, cookie')
    .header('etag', etag);
  // With a query it is another address, of which anybody can make up as many as they like.
  if (about && !request.raw.url?.includes('?')) {
    void reply.header(aboutHeader, about);
    return text;
  }
  if (!String(request.headers['if-none-match'] ?? '').includes(etag)) return text;
  void reply.status(304);
  return '';
}
