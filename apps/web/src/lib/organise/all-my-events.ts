import type { HubClient } from '@hubwerk/client';

/** All events whose drafts the reader sees, however many there are. */
export async function allMyEvents(hub: HubClient) {
  const all = [];
  for (let after: string | undefined; ;) {
    const { items, next } = await hub.call('GET /api/me/events', { query: { limit: 200, after } });
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}
