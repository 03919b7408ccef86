import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  form: await hubDuring(event).call('GET /api/events/:event/forms/:form', {
    params: { ...event.params, form: 'registration' },
  }),
});
