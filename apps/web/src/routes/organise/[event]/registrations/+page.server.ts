import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [ticketTypes, registrations] = await Promise.all([
    hub.call('GET /api/events/:event/ticket-types', { params }),
    hub.call('GET /api/events/:event/registrations', {
      params,
      query: { after: event.url.searchParams.get('after') ?? undefined },
    }),
  ]);
  return { ticketTypes: ticketTypes.items, registrations };
};
