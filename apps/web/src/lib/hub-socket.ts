import { Retry } from '@hubwerk/client/retry';
import type { HubSocket } from '@hubwerk/client/socket';

let opened: Promise<HubSocket> | undefined;

/**
 * The browser's one live connection to the hub, of the person who is signed in: whoever signs in or out loads the page
 * anew. Its code is loaded by the first page that needs it, however often that takes.
 */
export function hubSocket(): Promise<HubSocket> {
  opened ??= new Promise((resolve) => {
    const retry = new Retry(open);
    function open() {
      import('@hubwerk/client/socket').then(
        ({ HubSocket }) => resolve(new HubSocket()),
        () => retry.failed(),
      );
    }
    open();
  });
  return opened;
}
