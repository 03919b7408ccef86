import type { IncomingMessage } from 'node:http';

/** Whether a request comes from this very machine, not through a proxy that might stand for anybody. */
export function isNear({ socket, headers }: IncomingMessage): boolean {
  return /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '') && !headers['x-forwarded-for'];
}
