import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => ({
  challenges: await hubDuring(request).call('GET /api/events/:event/challenges', { params: request.params }),
});
