import { Catch, type ArgumentsHost, type WsExceptionFilter } from '@nestjs/common';
import type { Ack } from '@hubwerk/contracts';
import { v7 } from 'uuid';
import { asHubError } from '../http/error.filter.ts';
import { HubError } from '../hub-error.ts';
import { Log } from '../log.ts';
import type { HubSocket } from './handles-message.decorator.ts';

/** Answers the ack of a message that ended with an error; Nest by itself would leave it unanswered. */
@Catch()
export class MessageErrorFilter implements WsExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const args: unknown[] = host.getArgs();
    const requestId = v7();
    const known = asHubError(error);
    if (!known) this.log.error({ err: error, requestId, message: host.switchToWs().getPattern() }, 'unexpected error');
    const language = host.switchToWs().getClient<HubSocket>().data.asker.language;
    const refusal: Ack<never> = {
      ok: false,
      error: (known ?? new HubError('internal_error')).body(language, requestId),
    };
    const ack = args.find((argument) => typeof argument === 'function');
    ack?.(refusal);
  }
}
