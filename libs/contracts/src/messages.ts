import { audienceNotices } from './audiences.ts';
import { meetingNotices } from './meetings.ts';
import { conversationMessages, conversationNotices } from './conversations.ts';
import { liveMessages, liveNotices } from './live.ts';
import { mediaMessages, mediaNotices } from './media.ts';
import { contactNotices } from './fair-contacts.ts';
import { fairMessages, fairNotices } from './fair.ts';
import { placementProposalNotices } from './placement-proposals.ts';
import { programmeDraftMessages, programmeDraftNotices } from './programme-draft-live.ts';
import type { SocketNotice, SocketRequest } from './socket-message.ts';

/** Every socket request, by feature. */
export const messages = {
  ...conversationMessages,
  ...liveMessages,
  ...mediaMessages,
  ...fairMessages,
  ...programmeDraftMessages,
} satisfies Record<string, SocketRequest>;

/** Every socket notice, by feature. */
export const notices = {
  ...audienceNotices,
  ...meetingNotices,
  ...conversationNotices,
  ...liveNotices,
  ...mediaNotices,
  ...fairNotices,
  ...contactNotices,
  ...programmeDraftNotices,
  ...placementProposalNotices,
} satisfies Record<string, SocketNotice>;
