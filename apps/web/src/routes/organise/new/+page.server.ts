import { error } from '@sveltejs/kit';
import { hubDuring } from '#lib/hub.server.ts';
import type { HubClient } from '@hubwerk/client';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const [events, organisations] = await Promise.all([allEvents(hub), hub.call('GET /api/me/organisations')]);
  const { person } = await event.parent();
  if (!person?.organiser) error(404);
  return { events, organisations: organisations.items };
};

/** However many there are: each of them can be what a new one is part of. */
async function allEvents(hub: HubClient) {
  const all = [];
  for (let after: string | undefined; ;) {
    const { items, next } = await hub.call('GET /api/me/events', { query: { limit: 200, after } });
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}
