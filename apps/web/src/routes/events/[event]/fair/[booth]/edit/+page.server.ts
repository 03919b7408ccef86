import { error, redirect } from '@sveltejs/kit';
import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params } = request;
  const { person } = await request.parent();
  if (!person) redirect(303, `/sign-in?next=${encodeURIComponent(request.url.pathname)}`);
  const [booth, rights] = await Promise.all([
    hub.call('GET /api/events/:event/booths/:booth', { params }),
    hub.call('GET /api/events/:event/booths/:booth/rights', { params }),
  ]);
  if (!rights.edit) error(404);
  return { booth };
};
