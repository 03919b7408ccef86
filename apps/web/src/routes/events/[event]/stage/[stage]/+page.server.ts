import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => ({
  stage: await hubDuring(request).call('GET /api/events/:event/stages/:stage', { params: request.params }),
});
