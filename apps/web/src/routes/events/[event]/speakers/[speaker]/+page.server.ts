import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => ({
  speaker: await hubDuring(request).call('GET /api/events/:event/schedule/speakers/:speaker', {
    params: request.params,
  }),
});
