import { error } from '@sveltejs/kit';
import { hubDuring } from '#lib/hub.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [{ items: mine }, organised, rights] = await Promise.all([
    // Who is signed out is asked to sign in, also for an event that everybody can see.
    hub.call('GET /api/me/events'),
    hub.call('GET /api/events/:event', { params }),
    hub.call('GET /api/events/:event/rights', { params }),
  ]);
  if (!rights.edit && !mine.some(({ id }) => id === organised.id)) error(404);
  return { event: organised, rights };
};
