import type { ExecutionContext } from '@nestjs/common';
import type { Route } from '@hubwerk/contracts';
import type { FastifyRequest } from 'fastify';
import type { Asker } from '../access.ts';

/** What the guard found out about a request, for those that come after it. */
export interface RouteCallRecord {
  route: Route;
  asker: Asker | null;
  input: { params: unknown; query: unknown; body: unknown };
}

const calls = new WeakMap<object, RouteCallRecord>();

export function rememberCall(request: FastifyRequest, call: RouteCallRecord): void {
  calls.set(request.raw, call);
}

export function callOf(context: ExecutionContext): RouteCallRecord {
  const call = calls.get(context.switchToHttp().getRequest<FastifyRequest>().raw);
  if (!call) throw new Error('the route guard did not run');
  return call;
}
