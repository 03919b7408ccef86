import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => ({
  inside: await hubDuring(request).call('GET /api/events', {
    query: { inside: request.params.event, limit: 200, after: request.url.searchParams.get('after') ?? undefined },
  }),
});
