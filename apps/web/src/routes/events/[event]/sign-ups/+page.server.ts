import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  sessions: (await hubDuring(event).call('GET /api/events/:event/session-signups', { params: event.params })).items,
});
