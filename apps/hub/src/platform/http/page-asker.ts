import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import type { Asker } from '../access.ts';

const pageBeingMade = new AsyncLocalStorage<{ cookie: string | undefined; asker?: Promise<Asker | null> }>();

/** Makes a page: what it asks the API for meanwhile is asked by one and the same person. */
export function whileMakingPage({ method, headers }: IncomingMessage, make: () => void): void {
  // A form that is sent may sign somebody in or out before the page is made.
  if (method === 'GET') pageBeingMade.run({ cookie: headers.cookie }, make);
  else make();
}

/** Who asks, found once for all that one page asks for. */
export function askerOfPage(headers: Headers, find: () => Promise<Asker | null>): Promise<Asker | null> {
  const page = pageBeingMade.getStore();
  if (!page || headers.get('cookie') !== page.cookie) return find();
  return (page.asker ??= find());
}
