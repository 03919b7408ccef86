import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const [{ items: grants }, { items: organisations }] = await Promise.all([
    hub.call('GET /api/admin/grants'),
    hub.call('GET /api/organisations', { query: { limit: 50 } }),
  ]);
  return { grants, organisations };
};
