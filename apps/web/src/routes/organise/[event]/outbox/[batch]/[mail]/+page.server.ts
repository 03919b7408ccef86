import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [batch, mail] = await Promise.all([
    hub.call('GET /api/events/:event/mail-batches/:batch', { params }),
    hub.call('GET /api/events/:event/mail-batches/:batch/mails/:mail', { params }),
  ]);
  return { batch, mail };
};
