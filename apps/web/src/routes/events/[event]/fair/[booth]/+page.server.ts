import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => {
  const hub = hubDuring(request);
  const { params } = request;
  const { person } = await request.parent();
  const [booth, boothRights, mine] = await Promise.all([
    hub.call('GET /api/events/:event/booths/:booth', { params }),
    hub.call('GET /api/events/:event/booths/:booth/rights', { params }),
    person ? hub.call('GET /api/events/:event/booths/:booth/contact-requests/mine', { params }) : { request: null },
  ]);
  return { booth, boothRights, mine: mine.request };
};
