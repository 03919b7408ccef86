import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Where the one who asks sits: who asks for a page, asks the API for what is on it. */
export interface AskedFrom {
  address: string;
  /** Of the page's request: the host it was sent to, and what proxies said. */
  headers: Record<string, string>;
}

export type InProcessFetch = (request: Request, from: AskedFrom) => Promise<Response>;

/** Calls the API without the network: how pages get their data while they are rendered in this process. */
export function inProcessFetch(app: NestFastifyApplication): InProcessFetch {
  return async (request, from) => {
    const url = new URL(request.url);
    const { address, headers: said } = from;
    const answer = await app.inject({
      method: request.method as 'GET',
      url: url.pathname + url.search,
      headers: { ...Object.fromEntries(request.headers), ...said },
      remoteAddress: address,
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
