import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params, url } = request;
  const search = url.searchParams.get('search')?.trim() || undefined;
  const [availability, meetings, people] = await Promise.all([
    hub.call('GET /api/events/:event/availability', { params }),
    hub.call('GET /api/events/:event/meetings', { params, query: { limit: 200 } }),
    hub.call('GET /api/events/:event/people', {
      params,
      query: { search, after: url.searchParams.get('after') ?? undefined, limit: 24 },
    }),
  ]);
  return { availability, meetings, people, search };
};
