import { hubDuring, keepWhileUnchanged } from '#lib/hub.server.ts';
import { readFilter, readLayout, scheduleSearches } from '#lib/programme/schedule-address.ts';
import { scheduleView } from '#lib/programme/schedule-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const { params, parent, url, locals } = request;
  const hub = hubDuring(request);
  const schedule = await hub.call('GET /api/events/:event/schedule', { params });
  const { person, event } = await parent();
  const filter = readFilter(url.searchParams);
  const asked = { day: url.searchParams.get('day') ?? undefined, filter };
  const view = scheduleView(schedule, asked, locals.language, new Date());
  keepWhileUnchanged(request, event.id, scheduleSearches(view.days));
  return {
    schedule: view,
    filter,
    layout: readLayout(url.searchParams),
    stars: person && {
      event: event.slug,
      kept: new Set((await hub.call('GET /api/events/:event/stars', { params })).sessionIds),
    },
  };
};
