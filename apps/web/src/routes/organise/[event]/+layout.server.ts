import { error } from '@sveltejs/kit';
import { hubDuring } from '#lib/hub.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [, organised, rights] = await Promise.all([
    // Who is signed out is asked to sign in, also for an event that everybody can see.
    hub.call('GET /api/me/events', { query: { limit: 1 } }),
    hub.call('GET /api/events/:event', { params }),
    hub.call('GET /api/events/:event/rights', { params }),
  ]);
  if (!rights.seeDraft) error(404);
  return { event: organised, rights };
};
