import { error } from '@sveltejs/kit';
import { hubDuring } from '#lib/hub.server.ts';
import { allMyEvents } from '#lib/organise/all-my-events.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const [events, organisations] = await Promise.all([allMyEvents(hub), hub.call('GET /api/me/organisations')]);
  const { person } = await event.parent();
  if (!person?.organiser) error(404);
  return { events, organisations: organisations.items };
};
