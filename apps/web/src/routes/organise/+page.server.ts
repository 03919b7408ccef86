import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  events: await hubDuring(event).call('GET /api/me/events', {
    query: { after: event.url.searchParams.get('after') ?? undefined },
  }),
});
