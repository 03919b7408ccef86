import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { permissions, type Route } from '@hubwerk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Log } from '../log.ts';
import { requestContext, type RequestContext } from '../request-context.ts';
import { Idempotency } from './idempotency.ts';
import { languageOf } from './language-of.ts';
import { callOf } from './route-call.ts';

/** Around every handler: its context, answers given before to the same key, stripping of the answer. */
@Injectable()
export class RouteInterceptor implements NestInterceptor {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly log: Log,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (execution.getType() !== 'http') return next.handle();
    return from(this.answer(execution, next));
  }

  private async answer(execution: ExecutionContext, next: CallHandler): Promise<unknown> {
    const http = execution.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const { route, asker, input } = callOf(execution);
    const claim = route.creates ? this.idempotency.claimFor(request, route, asker, input) : undefined;
    const context: RequestContext = {
      requestId: request.id,
      language: asker?.language ?? languageOf(request.headers),
      asker,
      audited: false,
      ...(claim && { idempotency: claim }),
    };

    // What an upload is like is known once its handler has read it; its twin loses to the first one's transaction.
    const before = claim && !route.upload && (await this.idempotency.answered(claim));
    if (before) {
      void reply.status(before.status);
      return before.answer;
    }
    const work = () => requestContext.run(context, () => lastValueFrom(next.handle(), { defaultValue: undefined }));
    let answer: unknown;
    try {
      answer = strip(route, await work());
    } catch (error) {
      const meanwhile = claim && (await this.idempotency.answeredMeanwhile(claim, error));
      if (!meanwhile) throw error;
      void reply.status(meanwhile.status);
      return meanwhile.answer;
    }
    if (claim?.claimed) await this.idempotency.remember(claim, route.status, answer);
    if (mustBeAudited(route) && !context.audited)
      this.log.error({ route: route.key, requestId: request.id }, 'a change left no audit entry');
    return answer;
  }
}

function strip(route: Route, answer: unknown): unknown {
  return route.response === undefined || route.response === 'bytes' ? answer : route.response.parse(answer);
}

/** Changes under a permission that the table marks as audited. */
function mustBeAudited(route: Route): boolean {
  return route.method !== 'GET' && typeof route.access === 'object' && permissions[route.access.can].audited;
}
