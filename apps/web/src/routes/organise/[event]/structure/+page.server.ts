import { hubDuring } from '#lib/hub.server.ts';
import { allMyEvents } from '#lib/organise/all-my-events.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const [tree, { rights }] = await Promise.all([
    hub.call('GET /api/events/:event/tree', { params: event.params }),
    event.parent(),
  ]);
  return { tree: tree.items, targets: rights.edit ? await allMyEvents(hub) : [] };
};
