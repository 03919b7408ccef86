import { hubDuring, keepWhileUnchanged } from '#lib/hub.server.ts';
import { readLayout, scheduleSearches } from '#lib/programme/schedule-address.ts';
import { scheduleView } from '#lib/programme/schedule-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const { params, parent, url, locals } = request;
  const hub = hubDuring(request);
  const schedule = await hub.call('GET /api/events/:event/schedule', { params });
  const { person, event } = await parent();
  const search = {
    day: url.searchParams.get('day') ?? undefined,
    text: url.searchParams.get('q')?.trim() ?? '',
    track: url.searchParams.get('track') ?? '',
  };
  const view = scheduleView(schedule, search, locals.language, new Date());
  keepWhileUnchanged(request, event.id, scheduleSearches(view.days));
  return {
    schedule: view,
    search,
    layout: readLayout(url.searchParams),
    stars: person && (await hub.call('GET /api/events/:event/stars', { params })).sessionIds,
  };
};
