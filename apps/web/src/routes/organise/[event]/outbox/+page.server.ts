import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  batches: (await hubDuring(event).call('GET /api/events/:event/mail-batches', { params: event.params })).items,
});
