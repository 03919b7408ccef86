import { existsSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../environment.ts';

/** What the hub hands to the pages it renders, on the request they are rendered for. */
export interface HubOnRequest {
  hub?: { fetch(request: Request): Promise<Response> };
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const build = fileURLToPath(new URL('../../../../web/build/handler.js', import.meta.url));

/** The SvelteKit client, rendered in this process. Without a build (an API test) every page is missing. */
export async function pagesHandler(
  environment: Pick<Environment, 'PUBLIC_URL'>,
  fetch: (request: Request) => Promise<Response>,
): Promise<RequestListener> {
  if (!existsSync(build)) return (_, response) => void response.writeHead(404).end();
  process.env['ORIGIN'] = environment.PUBLIC_URL;
  const { handler } = (await import(pathToFileURL(build).href)) as { handler: Handler };
  return (request: IncomingMessage & HubOnRequest, response) => {
    request.hub = { fetch };
    handler(request, response, () => void response.writeHead(404).end());
  };
}
