import type { IncomingMessage } from 'node:http';

const loopback = /^(::ffff:)?127\.|^::1$/;
const ownName = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** Headers by which a proxy says whom it stands for. */
export const ofProxies = /^(forwarded|via|x-real-ip|x-forwarded-.+)$/;

/**
 * Whether a request comes from this very machine and was meant for it: not through a proxy that might stand for anybody,
 * nor from another site's page whose name was made to point here.
 */
export function isNear({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  return (
    loopback.test(socket.remoteAddress ?? '') &&
    isOwnName(`http://${headers.host}`) &&
    (headers.origin === undefined || isOwnName(headers.origin)) &&
    !Object.keys(headers).some((name) => ofProxies.test(name))
  );
}

const isOwnName = (url: string) => URL.canParse(url) && ownName.test(new URL(url).hostname);
