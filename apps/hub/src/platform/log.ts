import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import type { Environment } from './environment.ts';
import { loggedError } from './logged-error.ts';
import { requestContext } from './request-context.ts';
import { ENVIRONMENT } from './tokens.ts';

/** Structured lines on standard output, each with the id of the request it belongs to. Never a name, a mail address or what people wrote. */
@Injectable()
export class Log implements LoggerService {
  readonly pino: Logger;

  constructor(@Inject(ENVIRONMENT) environment: Pick<Environment, 'LOG_LEVEL'>) {
    this.pino = pino({
      level: environment.LOG_LEVEL,
      base: null,
      serializers: { err: loggedError },
      mixin: () => {
        const requestId = requestContext.getStore()?.requestId;
        return requestId ? { requestId } : {};
      },
    });
  }

  info(fields: object, message: string): void {
    this.pino.info(fields, message);
  }

  /** Nest's own chatter about its modules. */
  log(message: unknown): void {
    this.pino.debug(String(message));
  }

  warn(fields: unknown, message?: unknown): void {
    this.write('warn', fields, message);
  }

  error(fields: unknown, message?: unknown): void {
    this.write('error', fields, message);
  }

  debug(message: unknown): void {
    this.pino.debug(String(message));
  }

  private write(level: 'warn' | 'error', fields: unknown, message: unknown): void {
    // Without a text of its own, the line would repeat the error's message.
    const text = typeof message === 'string' ? message : 'error';
    if (fields instanceof Error) this.pino[level]({ err: fields }, text);
    else if (typeof fields === 'object' && fields !== null) this.pino[level](fields, text);
    else this.pino[level](String(fields));
  }
}
