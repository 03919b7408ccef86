import { hubDuring } from '#lib/hub.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { demo } = await hubDuring(event).call('GET /api/me');
  return { demo };
};
