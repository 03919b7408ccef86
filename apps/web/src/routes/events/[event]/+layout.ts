import { loadMessages } from '#lib/messages/messages.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data, parent }) => {
  await loadMessages((await parent()).language, 'events');
  return data;
};
