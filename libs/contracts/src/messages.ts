import { conversationMessages, conversationNotices } from './conversations.ts';
import { mediaMessages, mediaNotices } from './media.ts';
import { programmeNotices } from './programme-notices.ts';
import type { SocketNotice, SocketRequest } from './socket-message.ts';

/** Every socket request, by feature. */
export const messages = { ...conversationMessages, ...mediaMessages } satisfies Record<string, SocketRequest>;

/** Every socket notice, by feature. */
export const notices = {
  ...conversationNotices,
  ...mediaNotices,
  ...programmeNotices,
} satisfies Record<string, SocketNotice>;
