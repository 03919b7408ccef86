import { error, redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ parent, url }) => {
  const { person } = await parent();
  if (!person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  if (!person.admin) error(404);
};
