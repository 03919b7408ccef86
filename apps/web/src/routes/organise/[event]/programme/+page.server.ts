import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const loadedAs = 'hub:draft' as const;
  event.depends(loadedAs);
  return { loadedAs, draft: await hubDuring(event).call('GET /api/events/:event/draft', { params: event.params }) };
};
