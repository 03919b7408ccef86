import { filterFrom } from '#lib/events/event-filter.ts';
import { hubDuring, keepWhileUnchanged } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  keepWhileUnchanged(request, 'everything');
  const hub = hubDuring(request);
  const asked = request.url.searchParams;
  const choices = await hub.call('GET /api/event-choices');
  const filter = filterFrom(asked, choices);
  const after = asked.get('after') ?? undefined;
  const events = await hub.call('GET /api/events', { query: { ...filter, after } });
  // What is live may be inside of one of these; who looks for something else is not told.
  const live = request.url.search === '' ? (await hub.call('GET /api/events', { query: { live: 'true' } })).items : [];
  return { choices, filter, events, live };
};
