import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  ticket: await hubDuring(event).call('GET /api/me/registrations/:registration', { params: event.params }),
});
