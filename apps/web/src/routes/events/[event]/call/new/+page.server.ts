import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params } = request;
  const [call] = await Promise.all([
    hub.call('GET /api/events/:event/call', { params }),
    // Who is signed out is asked to sign in, and comes back here.
    hub.call('GET /api/events/:event/my-proposals', { params }),
  ]);
  return { call };
};
