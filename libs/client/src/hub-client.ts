import { isCreating } from './creating-routes.ts';
import type { HubErrorBody, Route, RouteByKey, RouteCall, RouteResult } from '@hubwerk/contracts';
import { randomId } from './random-id.ts';

/** What the hub answered instead of what was asked for. `code` is of its error catalogue, or `unreachable`. */
export class HubProblem extends Error {
  readonly status: number;
  readonly code: HubErrorBody['code'] | 'unreachable';
  readonly issues: NonNullable<HubErrorBody['issues']>;
  readonly details: Record<string, unknown>;
  readonly requestId: string | undefined;

  constructor(status: number, body: Partial<HubErrorBody>) {
    super(body.message ?? 'The hub cannot be reached.');
    this.status = status;
    this.code = body.code ?? 'unreachable';
    this.issues = body.issues ?? [];
    this.details = body.details ?? {};
    this.requestId = body.requestId;
  }
}

/** Parts of a call: path parameters, query and body as the route declares them, and what any call may carry. */
type Call<R extends Route> = RouteCall<R> & { signal?: AbortSignal; file?: File };
type CallArguments<R extends Route> = Record<never, never> extends RouteCall<R> ? [call?: Call<R>] : [call: Call<R>];

export interface HubClient {
  /**
   * Calls a route by its key, such as `call('GET /api/events/:event', { params: { event: 'startupweek' } })`.
   * Reads, and routes that create (under an idempotency key), are sent a second time when the network fails.
   * @throws HubProblem when the hub refuses or cannot be reached
   */
  call<K extends keyof RouteByKey>(key: K, ...call: CallArguments<RouteByKey[K]>): Promise<RouteResult<RouteByKey[K]>>;
}

interface LooseCall {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: Record<string, unknown>;
  file?: File;
  signal?: AbortSignal;
}

/** A client over any `fetch`; `origin` is needed where relative addresses mean nothing. */
export function createHubClient(options: { fetch: typeof fetch; origin?: string }): HubClient {
  return {
    call: (async (key: string, call: LooseCall = {}) => {
      const [method = 'GET', path = ''] = key.split(' ');
      const url = (options.origin ?? '') + fill(path, call.params ?? {}) + queryString(call.query ?? {});
      const creates = isCreating(key);
      const request = requestOf(method, call, creates ? { 'idempotency-key': randomId() } : {});
      const response = await sent(() => options.fetch(url, request), method === 'GET' || creates ? 2 : 1);
      if (response.status === 204) return undefined;
      const type = response.headers.get('content-type') ?? '';
      const answer: unknown = type.startsWith('application/json') ? await response.json() : await response.text();
      if (response.ok) return answer;
      throw new HubProblem(response.status, typeof answer === 'object' && answer !== null ? answer : {});
    }) as HubClient['call'],
  };
}

function fill(path: string, params: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

function queryString(query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return given.length ? `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}` : '';
}

function requestOf(method: string, { body, file, signal }: LooseCall, headers: Record<string, string>): RequestInit {
  const common = { method, headers, credentials: 'same-origin' as const, ...(signal && { signal }) };
  if (file) {
    const form = new FormData();
    for (const [name, value] of Object.entries(body ?? {})) form.append(name, String(value));
    form.append('file', file);
    return { ...common, body: form };
  }
  if (method === 'GET' || !body) return common;
  return { ...common, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** A lost answer looks like a lost question, so only what does nothing twice is asked again. */
async function sent(send: () => Promise<Response>, times: number): Promise<Response> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    if (times === 1) throw new HubProblem(0, {});
    return sent(send, times - 1);
  }
}
