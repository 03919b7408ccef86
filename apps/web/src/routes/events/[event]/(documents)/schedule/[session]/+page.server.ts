import { hubDuring, keepWhileUnchanged } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const { params, parent } = request;
  const hub = hubDuring(request);
  const session = await hub.call('GET /api/events/:event/schedule/sessions/:session', { params });
  const { person, event } = await parent();
  const stages = event.has.stages ? (await hub.call('GET /api/events/:event/stages', { params })).items : [];
  keepWhileUnchanged(request, event.id);
  return {
    session,
    stage: stages.find(({ roomId }) => roomId === session.room?.id),
    stars: person && {
      event: event.slug,
      kept: new Set((await hub.call('GET /api/events/:event/stars', { params })).sessionIds),
    },
  };
};
