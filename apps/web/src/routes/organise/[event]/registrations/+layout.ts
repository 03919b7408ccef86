import { loadMessages } from '#lib/messages/messages.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ parent }) => {
  await loadMessages((await parent()).language, 'forms');
};
