import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => ({
  halls: (await hubDuring(request).call('GET /api/events/:event/fair', { params: request.params })).items,
});
