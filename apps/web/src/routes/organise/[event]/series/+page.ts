import { loadMessages } from '#lib/messages/messages.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
  await loadMessages((await parent()).language, 'series');
  return data;
};
