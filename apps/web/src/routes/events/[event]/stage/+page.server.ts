import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params } = request;
  const { rights } = await request.parent();
  const [stages, rooms] = await Promise.all([
    hub.call('GET /api/events/:event/stages', { params }),
    rights.moderate ? hub.call('GET /api/events/:event/stages/rooms', { params }) : null,
  ]);
  return { stages, rooms };
};
