import { hubDuring, keepWhileUnchanged } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  keepWhileUnchanged(request, 'everything');
  const query = { after: request.url.searchParams.get('after') ?? undefined };
  return { events: await hubDuring(request).call('GET /api/events', { query }) };
};
