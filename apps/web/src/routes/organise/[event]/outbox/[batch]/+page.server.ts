import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const query = { after: event.url.searchParams.get('after') ?? undefined };
  const [batch, mails] = await Promise.all([
    hub.call('GET /api/events/:event/mail-batches/:batch', { params }),
    hub.call('GET /api/events/:event/mail-batches/:batch/mails', { params, query }),
  ]);
  return { batch, mails };
};
