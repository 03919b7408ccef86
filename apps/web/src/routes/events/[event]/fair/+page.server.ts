import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { person, event } = await request.parent();
  const [fair, mine] = await Promise.all([
    hub.call('GET /api/events/:event/fair', { params: request.params }),
    person ? hub.call('GET /api/me/booths') : undefined,
  ]);
  return { halls: fair.items, own: mine?.items.filter((booth) => booth.event.slug === event.slug) ?? [] };
};
