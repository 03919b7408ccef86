import { hubDuring } from '#lib/hub.server.ts';
import { listSpeakers } from '#lib/programme/speaker-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const schedule = await hubDuring(request).call('GET /api/events/:event/schedule', { params: request.params });
  return { speakers: listSpeakers(schedule, request.locals.language) };
};
