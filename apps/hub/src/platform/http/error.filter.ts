import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { ErrorCode } from '@hubwerk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HubError } from '../hub-error.ts';
import { Log } from '../log.ts';
import { languageOf } from './language-of.ts';
import { loggedPath } from './logged-path.ts';

/** Turns whatever a request ended with into a body of the error catalogue; a bug is logged once, with the request's id. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const known = asHubError(error);
    if (!known)
      this.log.error({ err: error, requestId: request.id, path: loggedPath(request.url) }, 'unexpected error');
    const answer = known ?? new HubError('internal_error');
    if (reply.sent) return;
    void reply.status(answer.status).send(answer.body(languageOf(request.headers), request.id));
  }
}

const byStatus: Record<number, ErrorCode> = {
  400: 'invalid_input',
  404: 'not_found',
  413: 'too_large',
  415: 'wrong_type',
};

/** Null for bugs. Nest and Fastify refuse unparsable bodies, unknown paths and the like with errors of their own. */
export function asHubError(error: unknown): HubError | null {
  if (error instanceof HubError) return error;
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  const code = status === undefined ? undefined : byStatus[status];
  return code ? new HubError(code) : null;
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
