import type { SocketNotice, SocketRequest } from './socket-message.ts';

/** Every socket request, by feature. */
export const messages = {} satisfies Record<string, SocketRequest>;

/** Every socket notice, by feature. */
export const notices = {} satisfies Record<string, SocketNotice>;
