import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
  const { challenge } = await parent();
  if (!challenge.rights.edit) error(404);
};
