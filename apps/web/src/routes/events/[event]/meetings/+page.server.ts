import type { HubClient } from '@hubwerk/client';
import type { Meeting } from '#lib/meetings/meeting.ts';
import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params, url } = request;
  const search = url.searchParams.get('search')?.trim() || undefined;
  const [availability, meetings, people] = await Promise.all([
    hub.call('GET /api/events/:event/availability', { params }),
    listMeetings(hub, params),
    hub.call('GET /api/events/:event/people', {
      params,
      query: { search, after: url.searchParams.get('after') ?? undefined, limit: 24 },
    }),
  ]);
  return { availability, meetings, people, search };
};

/** All of one's own: what is to be answered stands first on the page, whenever it is to take place. */
async function listMeetings(hub: HubClient, params: { event: string }): Promise<Meeting[]> {
  const meetings: Meeting[] = [];
  for (let after: string | undefined; ;) {
    const { items, next } = await hub.call('GET /api/events/:event/meetings', { params, query: { limit: 200, after } });
    meetings.push(...items);
    if (!next) return meetings;
    after = next;
  }
}
