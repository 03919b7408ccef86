import { error } from '@sveltejs/kit';
import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const [{ rights }, challenges, organisations] = await Promise.all([
    request.parent(),
    hub.call('GET /api/events/:event/challenges', { params: request.params }),
    hub.call('GET /api/organisations', { query: { limit: 50 } }),
  ]);
  if (!rights.edit) error(404);
  return { challenges: challenges.items, organisations: organisations.items };
};
