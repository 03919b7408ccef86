import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { v7 } from 'uuid';
import type { Environment } from '../environment.ts';
import { HubError } from '../hub-error.ts';
import type { Log } from '../log.ts';
import { languageOf } from './language-of.ts';
import { loggedPath } from './logged-path.ts';
import { isOwnOrigin } from './own-origin.ts';

/** Who answers what comes in through the hub's one port. */
export interface Front {
  server: Server;
  /** `/api/…` */
  api: RequestListener;
  /** `/metrics` */
  metrics: RequestListener;
  /** All other paths. */
  pages: RequestListener;
}

const starting: RequestListener = (_, response) => void response.writeHead(503, { 'retry-after': '1' }).end();

/** The hub's HTTP server: every request gets an id, the security headers and one log line before it is dispatched. */
export function createFront(environment: Pick<Environment, 'PUBLIC_URL'>, log: Log): Front {
  const { protocol } = new URL(environment.PUBLIC_URL);
  const front: Front = { server: createServer(), api: starting, metrics: starting, pages: starting };
  front.server.on('request', (request, response) => {
    const requestId = v7();
    // Whoever comes later (Fastify, SvelteKit) reads the id from here; one sent from outside is not believed.
    request.headers['x-request-id'] = requestId;
    setSecurityHeaders(response, requestId, protocol);
    // Scripts that other sites load (`/embed/…`) lie among these; a module script asks for leave.
    if (request.url?.startsWith('/_app/immutable/workers/')) response.setHeader('access-control-allow-origin', '*');
    logWhenDone(request, response, requestId, log);
    if (!isSafe(request) && !isOwnOrigin(request.headers, environment.PUBLIC_URL))
      return refuseForeign(request, response, requestId);
    listenerFor(front, request.url ?? '/')(request, response);
  });
  return front;
}

function listenerFor(front: Front, url: string): RequestListener {
  if (url.startsWith('/api/')) return front.api;
  return /^\/metrics(\?|$)/.test(url) ? front.metrics : front.pages;
}

const isSafe = (request: IncomingMessage) => ['GET', 'HEAD', 'OPTIONS'].includes(request.method ?? 'GET');

function setSecurityHeaders(response: ServerResponse, requestId: string, protocol: string): void {
  response.setHeader('x-request-id', requestId);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(self), microphone=(self), display-capture=(self), geolocation=()');
  if (protocol === 'https:') response.setHeader('strict-transport-security', 'max-age=31536000');
}

function logWhenDone(request: IncomingMessage, response: ServerResponse, requestId: string, log: Log): void {
  const start = performance.now();
  response.on('close', () => {
    const path = loggedPath(request.url);
    const ms = Math.round((performance.now() - start) * 10) / 10;
    log.pino.info({ requestId, method: request.method, path, status: response.statusCode, ms }, 'request');
  });
}

function refuseForeign(request: IncomingMessage, response: ServerResponse, requestId: string): void {
  const error = new HubError('foreign_origin');
  response.writeHead(error.status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(error.body(languageOf(request.headers), requestId)));
}
