import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  mails: await hubDuring(event).call('GET /api/admin/outbox', {
    query: { after: event.url.searchParams.get('after') ?? undefined },
  }),
});
