import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  series: await hubDuring(event).call('GET /api/events/:event/series', { params: event.params }),
});
