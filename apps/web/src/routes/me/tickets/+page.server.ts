import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const [registrations, transfers] = await Promise.all([
    hub.call('GET /api/me/registrations'),
    hub.call('GET /api/me/transfers'),
  ]);
  return { registrations: registrations.items, transfers: transfers.items };
};
