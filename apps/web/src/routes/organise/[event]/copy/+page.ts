import { loadMessages } from '#lib/messages/messages.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
  await loadMessages((await parent()).language, 'structure');
};
