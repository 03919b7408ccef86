import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const { rights } = await event.parent();
  const [draft, desk, grants] = await Promise.all([
    hub.call('GET /api/events/:event/draft', { params }),
    rights.registrations ? hub.call('GET /api/events/:event/registration-desk', { params }) : null,
    rights.edit ? hub.call('GET /api/events/:event/grants', { params }) : null,
  ]);
  return {
    counts: { rooms: draft.rooms.length, sessions: draft.sessions.length, speakers: draft.speakers.length },
    warnings: draft.warnings.length,
    release: draft.release,
    ticketTypes: desk?.ticketTypes ?? [],
    // Several roles of one person are still one head.
    team: grants && new Set(grants.items.map(({ person }) => person.id)).size,
  };
};
