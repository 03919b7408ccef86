import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [proposal, { criteria }] = await Promise.all([
    hub.call('GET /api/events/:event/proposals/:proposal/dossier', { params }),
    hub.call('GET /api/events/:event/call/setup', { params }),
  ]);
  return { proposal, criteria };
};
