import { hubDuring } from '#lib/hub.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params } = request;
  const [challenge, { person }] = await Promise.all([
    hub.call('GET /api/events/:event/challenges/:challenge', { params }),
    request.parent(),
  ]);
  const path = 'GET /api/events/:event/challenges/:challenge/my-applications';
  return { challenge, applications: person ? (await hub.call(path, { params })).items : [] };
};
