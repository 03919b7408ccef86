import { error } from '@sveltejs/kit';
import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params } = request;
  const challenge = await hub.call('GET /api/events/:event/challenges/:challenge', { params });
  if (!challenge.rights.manage) error(404);
  const [applications, jury, standings, draft] = await Promise.all([
    hub.call('GET /api/events/:event/challenges/:challenge/applications', { params }),
    hub.call('GET /api/events/:event/challenges/:challenge/jury', { params }),
    hub.call('GET /api/events/:event/challenges/:challenge/standings', { params }),
    hub.call('GET /api/events/:event/draft', { params }),
  ]);
  return {
    challenge,
    applications: applications.items,
    jury: jury.items,
    standings: standings.items,
    rooms: draft.rooms.map(({ id, name }) => ({ value: id, label: name })),
  };
};
