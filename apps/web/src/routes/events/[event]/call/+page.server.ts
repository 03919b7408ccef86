import { hubDuring, keepWhileUnchanged } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params, parent } = request;
  const [call, { person, event }] = await Promise.all([hub.call('GET /api/events/:event/call', { params }), parent()]);
  keepWhileUnchanged(request, event.id);
  const mine = person && (await hub.call('GET /api/events/:event/my-proposals', { params }));
  return { call, proposals: mine?.items ?? [] };
};
