import { hubDuring, keepWhileUnchanged } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const changes = await hub.call('GET /api/events/:event/releases/:number/changes', {
    params: { ...request.params, number: Number(request.params.number) },
  });
  keepWhileUnchanged(request, (await request.parent()).event.id);
  return { changes };
};
