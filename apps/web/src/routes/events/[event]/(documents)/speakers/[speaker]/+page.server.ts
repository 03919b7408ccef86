import { hubDuring, keepWhileUnchanged } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const speaker = await hubDuring(request).call('GET /api/events/:event/schedule/speakers/:speaker', {
    params: request.params,
  });
  keepWhileUnchanged(request, (await request.parent()).event.id);
  return { speaker };
};
