import { hubDuring } from '#lib/hub.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params } = request;
  const [event, rights, releases, stages, fair, challenges] = await Promise.all([
    hub.call('GET /api/events/:event', { params }),
    hub.call('GET /api/events/:event/rights', { params }),
    hub.call('GET /api/events/:event/releases', { params }),
    hub.call('GET /api/events/:event/stages', { params }),
    hub.call('GET /api/events/:event/fair', { params }),
    hub.call('GET /api/events/:event/challenges', { params }),
  ]);
  return {
    event,
    rights,
    /** What there is to see, by the tabs that lead to it. */
    has: {
      programme: releases.items.length > 0,
      stages: stages.items.length > 0,
      fair: fair.items.length > 0,
      challenges: challenges.items.length > 0,
    },
  };
};
