import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [draft, session] = await Promise.all([
    hub.call('GET /api/events/:event/draft', { params }),
    hub.call('GET /api/events/:event/draft/sessions/:session', { params }),
  ]);
  return { draft, session };
};
