import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const { rights } = await event.parent();
  const [next, releases, batches] = await Promise.all([
    hub.call('GET /api/events/:event/draft/changes', { params }),
    hub.call('GET /api/events/:event/releases', { params }),
    rights.edit ? hub.call('GET /api/events/:event/mail-batches', { params }) : { items: [] },
  ]);
  return { next, releases: releases.items, batch: batches.items[0] };
};
