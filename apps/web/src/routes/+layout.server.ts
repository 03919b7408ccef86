import { hubDuring } from '#lib/hub.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => ({
  ...(await hubDuring(event).call('GET /api/me')),
  language: event.locals.language,
});
