import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  review: await hubDuring(event).call('GET /api/events/:event/review', { params: event.params }),
});
