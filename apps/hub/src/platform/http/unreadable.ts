import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '@hubwerk/contracts';
import { v7 } from 'uuid';
import { HubError } from '../hub-error.ts';
import { languageOf } from './language-of.ts';

const codes: Record<string, ErrorCode> = {
  HPE_HEADER_OVERFLOW: 'head_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too_slow',
};

/** Answers what Node's HTTP parser gave up on, of which there is no request to look at, and closes the connection. */
export function refuseUnreadable(problem: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const error = new HubError(codes[problem.code ?? ''] ?? 'unreadable');
  const requestId = v7();
  const body = JSON.stringify(error.body(languageOf({}), requestId));
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'x-content-type-options: nosniff',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
