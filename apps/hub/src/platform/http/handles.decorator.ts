import type { Readable } from 'node:stream';
import {
  createParamDecorator,
  Delete,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { Route, RouteAnswer, RouteInput } from '@hubwerk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Asker } from '../access.ts';
import { callOf } from './route-call.ts';

export const ROUTE = Symbol('route');

/** For routes that set headers of their own or read an upload. */
export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

type AskerOf<R extends Route> = R['access'] extends 'public' ? Asker | null : Asker;
type AnswerOf<R extends Route> = R['response'] extends 'bytes' ? Uint8Array | string | Readable : RouteAnswer<R>;
type Handler<R extends Route> = (
  input: RouteInput<R>,
  asker: AskerOf<R>,
  exchange: Exchange,
) => AnswerOf<R> | Promise<AnswerOf<R>>;

const verbs = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

const Input = createParamDecorator((_: unknown, context: ExecutionContext) => callOf(context).input);
const AskedBy = createParamDecorator((_: unknown, context: ExecutionContext) => callOf(context).asker);
const ExchangeOf = createParamDecorator((_: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  return { request: http.getRequest<FastifyRequest>(), reply: http.getResponse<FastifyReply>() };
});

/**
 * Makes a method the handler of a route. It is called with the validated input, who asks (null on public routes for
 * who is signed out) and, should it need them, request and reply.
 */
export function Handles<R extends Route>(route: R) {
  return <H extends Handler<R>>(target: object, name: string, descriptor: TypedPropertyDescriptor<H>): void => {
    verbs[route.method](route.path)(target, name, descriptor);
    HttpCode(route.status)(target, name, descriptor);
    SetMetadata(ROUTE, route)(target, name, descriptor);
    [Input, AskedBy, ExchangeOf].forEach((decorate, index) => decorate()(target, name, index));
  };
}
