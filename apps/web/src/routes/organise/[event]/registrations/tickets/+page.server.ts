import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [desk, codes] = await Promise.all([
    hub.call('GET /api/events/:event/registration-desk', { params }),
    hub.call('GET /api/events/:event/ticket-codes', { params }),
  ]);
  return { desk, codes: codes.items };
};
