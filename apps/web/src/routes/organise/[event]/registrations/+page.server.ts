import { hubDuring } from '#lib/hub.server.ts';
import { filterOf } from '#lib/organise/registration-filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params, url, parent } = event;
  const filter = filterOf(url.searchParams);
  const after = url.searchParams.get('after') ?? undefined;
  const { rights } = await parent();
  const [desk, registrations, questions, invoices] = await Promise.all([
    hub.call('GET /api/events/:event/registration-desk', { params }),
    hub.call('GET /api/events/:event/registrations', { params, query: { ...filter, after } }),
    hub.call('GET /api/events/:event/registration-questions', { params }),
    rights.edit ? hub.call('GET /api/events/:event/registration-invoices', { params }) : { items: [] },
  ]);
  return { desk, registrations, asks: questions.items.length > 0, invoices: invoices.items, filter };
};
