import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  grants: (await hubDuring(event).call('GET /api/events/:event/grants', { params: event.params })).items,
});
