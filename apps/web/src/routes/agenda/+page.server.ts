import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const [agenda, link, booths] = await Promise.all([
    hub.call('GET /api/me/agenda'),
    hub.call('GET /api/me/agenda-link'),
    hub.call('GET /api/me/booths'),
  ]);
  return { days: agenda.days, link: link.url, booths: booths.items };
};
