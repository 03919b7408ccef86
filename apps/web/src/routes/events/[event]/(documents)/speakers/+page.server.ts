import { hubDuring, keepWhileUnchanged } from '#lib/hub.server.ts';
import { listSpeakers } from '#lib/programme/speaker-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const schedule = await hubDuring(request).call('GET /api/events/:event/schedule', { params: request.params });
  keepWhileUnchanged(request, (await request.parent()).event.id);
  return { speakers: listSpeakers(schedule, request.locals.language) };
};
