import { createHash } from 'node:crypto';
import type { Exchange } from '../platform/http/handles.decorator.ts';
import { aboutHeader } from '../platform/http/public-pages.ts';

/**
 * Answers a calendar as a file called `name`.ics, or 304 to who has it already. `about` is the event of one that is
 * for all who are signed out: the hub keeps it until the event changes and says itself who has it, as a 304 from here would leave it nothing to keep.
 */
export function sendCalendar({ request, reply }: Exchange, name: string, calendar: string, about?: string): string {
  const etag = `"${createHash('sha256').update(calendar).digest('base64url').slice(0, 22)}"`;
  void reply
    .header('content-type', 'text/calendar; charset=utf-8')
    .header('content-disposition', `inline; filename="${name}.ics"`)
    .header('cache-control', 'private, no-cache')
    .header('vary', 'accept-language, cookie')
    .header('etag', etag);
  // With a query it is another address, of which anybody can make up as many as they like.
  if (about && !request.raw.url?.includes('?')) {
    void reply.header(aboutHeader, about);
    return calendar;
  }
  if (!String(request.headers['if-none-match'] ?? '').includes(etag)) return calendar;
  void reply.status(304);
  return '';
}
