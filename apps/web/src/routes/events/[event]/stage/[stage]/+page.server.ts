import { hubDuring } from '#lib/hub.server.ts';
import { stageSessions } from '#lib/live/stage-sessions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params } = request;
  const [stage, schedule, { language }] = await Promise.all([
    hub.call('GET /api/events/:event/stages/:stage', { params }),
    hub.call('GET /api/events/:event/schedule', { params }),
    request.parent(),
  ]);
  return { stage, sessions: stageSessions(schedule, stage.roomId, language, new Date()) };
};
