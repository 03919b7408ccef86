import { hubDuring } from '#lib/hub.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params } = request;
  const [event, rights] = await Promise.all([
    hub.call('GET /api/events/:event', { params }),
    hub.call('GET /api/events/:event/rights', { params }),
  ]);
  return { event, rights };
};
