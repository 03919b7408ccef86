import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const loadedAs = 'hub:draft' as const;
  event.depends(loadedAs);
  const hub = hubDuring(event);
  const { params } = event;
  const [draft, { rights }] = await Promise.all([hub.call('GET /api/events/:event/draft', { params }), event.parent()]);
  // It is only for those who may accept it.
  const { proposal } = rights.edit
    ? await hub.call('GET /api/events/:event/draft/placement-proposal', { params })
    : { proposal: null };
  return { loadedAs, draft, proposal };
};
