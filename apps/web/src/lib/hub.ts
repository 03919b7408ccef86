import type { HubClient } from '@hubwerk/client';

/**
 * The API, called from the browser as the person who sits there. `load` uses `hubDuring` instead. Its client comes with the
 * first call: who only reads never needs it.
 */
export const hub: HubClient = {
  async call(key, ...call) {
    const { createHubClient } = await import('@hubwerk/client');
    return createHubClient({ fetch: (input, init) => globalThis.fetch(input, init) }).call(key, ...call);
  },
};
