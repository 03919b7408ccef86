import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [{ items }, setup] = await Promise.all([
    hub.call('GET /api/events/:event/proposals', { params }),
    hub.call('GET /api/events/:event/call/setup', { params }),
  ]);
  return { proposals: items, setup };
};
