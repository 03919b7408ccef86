import type { IncomingMessage } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** `from` is the request the page is rendered for: who asks the page, asks the API. */
export type InProcessFetch = (request: Request, from: IncomingMessage) => Promise<Response>;

/** Calls the API without the network: how pages get their data while they are rendered in this process. */
export function inProcessFetch(app: NestFastifyApplication): InProcessFetch {
  return async (request, from) => {
    const url = new URL(request.url);
    const forwarded = from.headers['x-forwarded-for'];
    const answer = await app.inject({
      method: request.method as 'GET',
      url: url.pathname + url.search,
      headers: { ...Object.fromEntries(request.headers), ...(forwarded && { 'x-forwarded-for': forwarded }) },
      remoteAddress: from.socket.remoteAddress ?? '',
      ...(request.body && { payload: Buffer.from(await request.arrayBuffer()) }),
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
      for (const one of [value ?? []].flat()) headers.append(name, String(one));
    }
    const empty = answer.statusCode === 204 || answer.statusCode === 304;
    return new Response(empty ? null : new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers });
  };
}
