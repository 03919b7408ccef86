import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [organisation, rights] = await Promise.all([
    hub.call('GET /api/organisations/:organisation', { params }),
    hub.call('GET /api/organisations/:organisation/rights', { params }),
  ]);
  return { organisation, rights };
};
