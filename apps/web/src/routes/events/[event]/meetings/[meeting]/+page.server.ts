import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (request) => ({
  meeting: await hubDuring(request).call('GET /api/meetings/:meeting', { params: { meeting: request.params.meeting } }),
});
