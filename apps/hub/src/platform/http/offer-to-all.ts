import type { Exchange } from './handles.decorator.ts';
import { aboutHeader } from './public-pages.ts';

/**
 * Lets the hub keep an answer for all who are signed out until the event changes, and other sites read it in their visitors'
 * browsers: without cookies, so as anybody.
 */
export function offerToAll({ request, reply }: Exchange, eventId: string): void {
  // With a query it is another address, of which anybody can make up as many as they like.
  if (request.raw.url?.includes('?')) return;
  void reply.header(aboutHeader, eventId).header('access-control-allow-origin', '*');
}
