import { error } from '@sveltejs/kit';
import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const [events, organisations] = await Promise.all([
    hub.call('GET /api/me/events', { query: { limit: 200 } }),
    hub.call('GET /api/me/organisations'),
  ]);
  const { person } = await event.parent();
  if (!person?.organiser) error(404);
  return { events: events.items, organisations: organisations.items };
};
