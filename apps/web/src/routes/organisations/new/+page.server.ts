import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, url }) => {
  const { person } = await parent();
  if (!person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname)}`);
};
