import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  entries: await hubDuring(event).call('GET /api/events/:event/audit', {
    params: event.params,
    query: { after: event.url.searchParams.get('after') ?? undefined },
  }),
});
