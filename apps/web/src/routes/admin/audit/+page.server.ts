import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  entries: await hubDuring(event).call('GET /api/admin/audit', {
    query: { after: event.url.searchParams.get('after') ?? undefined },
  }),
});
