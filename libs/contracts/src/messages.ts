import { meetingNotices } from './meetings.ts';
import { conversationMessages, conversationNotices } from './conversations.ts';
import { liveMessages, liveNotices } from './live.ts';
import { mediaMessages, mediaNotices } from './media.ts';
import { programmeNotices } from './programme-notices.ts';
import type { SocketNotice, SocketRequest } from './socket-message.ts';

/** Every socket request, by feature. */
export const messages = { ...conversationMessages, ...liveMessages, ...mediaMessages } satisfies Record<
  string,
  SocketRequest
>;

/** Every socket notice, by feature. */
export const notices = {
  ...meetingNotices,
  ...conversationNotices,
  ...liveNotices,
  ...mediaNotices,
  ...programmeNotices,
} satisfies Record<string, SocketNotice>;
