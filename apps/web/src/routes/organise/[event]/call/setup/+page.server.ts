import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const hub = hubDuring(event);
  const { params } = event;
  const [setup, form] = await Promise.all([
    hub.call('GET /api/events/:event/call/setup', { params }),
    hub.call('GET /api/events/:event/forms/:form', { params: { ...params, form: 'proposals' } }),
  ]);
  return { setup, form };
};
