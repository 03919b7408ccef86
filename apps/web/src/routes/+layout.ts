import { loadMessages } from '#lib/messages/messages.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data }) => {
  await loadMessages(data.language, 'common');
  return data;
};
