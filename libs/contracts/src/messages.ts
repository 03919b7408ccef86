import { conversationMessages, conversationNotices } from './conversations.ts';
import { programmeNotices } from './programme-notices.ts';
import type { SocketNotice, SocketRequest } from './socket-message.ts';

/** Every socket request, by feature. */
export const messages = { ...conversationMessages } satisfies Record<string, SocketRequest>;

/** Every socket notice, by feature. */
export const notices = { ...conversationNotices, ...programmeNotices } satisfies Record<string, SocketNotice>;
