import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [schedule, signups] = await Promise.all([
    hub.call('GET /api/events/:event/schedule', { params }),
    hub.call('GET /api/events/:event/session-signups', { params }),
  ]);
  const sessions = schedule.sessions.map(({ id, title, startsAt, endsAt }) => {
    const signup = signups.items.find(({ sessionId }) => sessionId === id) ?? null;
    return { id, title, startsAt, endsAt, signup };
  });
  return { sessions };
};
