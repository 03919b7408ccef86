import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Ack, SocketRequest } from '@hubwerk/contracts';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { v7 } from 'uuid';
import { notFound } from '../hub-error.ts';
import { RateLimits } from '../rate-limits.ts';
import { requestContext } from '../request-context.ts';
import { validated } from '../validated.ts';
import { MESSAGE, type HubSocket } from './handles-message.decorator.ts';

/** Around every message handler: rate limit, validation, context, and the ack's envelope. */
@Injectable()
export class MessageInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly limits: RateLimits,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<Ack<unknown>> {
    return from(this.answer(execution, next));
  }

  private async answer(execution: ExecutionContext, next: CallHandler): Promise<Ack<unknown>> {
    const message = this.reflector.get<SocketRequest | undefined>(MESSAGE, execution.getHandler());
    if (!message) throw notFound();
    const args = execution.getArgs<[HubSocket, unknown]>();
    const { asker } = args[0].data;
    await this.limits.spendOnMessage(asker.personId);
    args[1] = validated(message.payload, args[1], 'payload', asker.language);
    const context = { requestId: v7(), language: asker.language, asker, audited: false };
    const answer = await requestContext.run(context, () => lastValueFrom(next.handle(), { defaultValue: undefined }));
    return { ok: true, answer: message.answer.parse(answer) };
  }
}
