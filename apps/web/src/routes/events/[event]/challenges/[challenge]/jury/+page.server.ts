import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => ({
  judging: await hubDuring(request).call('GET /api/events/:event/challenges/:challenge/judging', {
    params: request.params,
  }),
});
