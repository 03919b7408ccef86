import { loadMessages } from '#lib/messages/messages.ts';
import type { LayoutLoad } from './$types';

/** The server's markup is the page, and one small script of its own (lib/documents) makes it live; see decision 0016. */
export const csr = false;

export const load: LayoutLoad = async ({ parent }) => {
  await loadMessages((await parent()).language, 'programme');
};
