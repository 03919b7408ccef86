import { createHubClient } from '@hubwerk/client';

/** The API, called from the browser as the person who sits there. `load` uses `hubDuring` instead. */
export const hub = createHubClient({ fetch: (input, init) => globalThis.fetch(input, init) });
