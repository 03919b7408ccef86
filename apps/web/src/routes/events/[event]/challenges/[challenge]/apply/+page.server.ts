import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  // Who is signed out is asked to sign in, and comes back here.
  const { items } = await hubDuring(request).call('GET /api/me/organisations');
  return {
    startups: items.filter(({ kind }) => kind === 'startup'),
    chosen: request.url.searchParams.get('application'),
  };
};
