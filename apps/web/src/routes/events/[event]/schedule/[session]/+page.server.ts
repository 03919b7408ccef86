import { hubDuring, keepWhileUnchanged } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const { params, parent } = request;
  const hub = hubDuring(request);
  const session = await hub.call('GET /api/events/:event/schedule/sessions/:session', { params });
  const { person, event } = await parent();
  keepWhileUnchanged(request, event.id);
  const stars = person && (await hub.call('GET /api/events/:event/stars', { params })).sessionIds;
  return { session, stars: stars && stars.filter((kept) => kept === session.id) };
};
