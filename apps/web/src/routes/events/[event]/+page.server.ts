import { hubDuring, keepWhileUnchanged } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const { params, parent, url } = request;
  const hub = hubDuring(request);
  const query = { inside: params.event, limit: 200, after: url.searchParams.get('after') ?? undefined };
  const [inside, ticketTypes, { person, event }] = await Promise.all([
    hub.call('GET /api/events', { query }),
    hub.call('GET /api/events/:event/ticket-types', { params }),
    parent(),
  ]);
  keepWhileUnchanged(request, event.id);
  const mine = person && (await hub.call('GET /api/events/:event/registrations/mine', { params }));
  return {
    inside,
    ticketTypes: ticketTypes.items,
    codes: ticketTypes.codes,
    registration: mine?.registration ?? null,
    over: event.endsAt !== null && new Date(event.endsAt) < new Date(),
  };
};
