import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  mail: await hubDuring(event).call('GET /api/admin/outbox/:mail', { params: event.params }),
});
