import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params } = request;
  const [proposal, call] = await Promise.all([
    hub.call('GET /api/events/:event/proposals/:proposal', { params }),
    hub.call('GET /api/events/:event/call', { params }),
  ]);
  return { proposal, call };
};
