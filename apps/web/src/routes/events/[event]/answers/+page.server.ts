import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  mine: await hubDuring(event).call('GET /api/events/:event/registrations/mine/answers', { params: event.params }),
});
