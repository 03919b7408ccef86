import { existsSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { fileURLToPath, pathToFileURL } from 'node:url';

import type { Environment } from '../environment.ts';
import { ofProxies } from './is-near.ts';
import type { AskedFrom, InProcessFetch } from './in-process.ts';
import { whileMakingPage } from './page-asker.ts';

/** What the hub hands to the pages it renders, on the request they are rendered for. */
export interface HubOnRequest {
  hub?: { fetch(request: Request): Promise<Response> };
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const build = fileURLToPath(new URL('../../../../web/build/handler.js', import.meta.url));

/** The SvelteKit client, rendered in this process. Without a build (an API test) every page is missing. */
export async function pagesHandler(
  environment: Pick<Environment, 'PUBLIC_URL'>,
  fetch: InProcessFetch,
): Promise<RequestListener> {
  if (!existsSync(build)) return (_, response) => void response.writeHead(404).end();
  // The pages' adapter takes its own address from headers it is told the names of; without them it believes in https.
  const { protocol, host } = new URL(environment.PUBLIC_URL);
  process.env['PROTOCOL_HEADER'] = 'x-hub-protocol';
  process.env['HOST_HEADER'] = 'x-hub-host';
  const { handler } = (await import(pathToFileURL(build).href)) as { handler: Handler };
  return (request: IncomingMessage & HubOnRequest, response) => {
    request.hub = { fetch: (asked) => fetch(asked, askedFrom(request)) };
    request.headers['x-hub-protocol'] = protocol.slice(0, -1);
    request.headers['x-hub-host'] = host;
    whileMakingPage(request, () => handler(request, response, () => void response.writeHead(404).end()));
  };
}

function askedFrom({ socket, headers }: IncomingMessage): AskedFrom {
  const said = Object.entries(headers).filter(([name]) => name === 'host' || ofProxies.test(name));
  return {
    address: socket.remoteAddress ?? '',
    headers: Object.fromEntries(said.map(([name, value]) => [name, String(value)])),
  };
}
