import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [next, releases] = await Promise.all([
    hub.call('GET /api/events/:event/draft/changes', { params }),
    hub.call('GET /api/events/:event/releases', { params }),
  ]);
  return { next, releases: releases.items };
};
