import type { FastifyRequest } from 'fastify';

/** Whether a request comes from this very machine, not through a proxy that might stand for anybody. */
export function isNear(request: FastifyRequest): boolean {
  const loopback = /^(::ffff:)?127\.|^::1$/;
  return (
    loopback.test(request.ip) &&
    loopback.test(request.socket.remoteAddress ?? '') &&
    !request.headers['x-forwarded-for']
  );
}
