import { redirect } from '@sveltejs/kit';
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';
import { isLanguage, negotiateLanguage } from '@hubwerk/contracts/language';

const developmentHub = 'http://127.0.0.1:3000';
const year = 365 * 24 * 60 * 60;

export const handle: Handle = async ({ event, resolve }) => {
  const chosen = event.url.searchParams.get('lang');
  if (isLanguage(chosen) && event.request.method === 'GET') {
    event.cookies.set('lang', chosen, { path: '/', maxAge: year, secure: event.url.protocol === 'https:' });
    const clean = new URL(event.url);
    clean.searchParams.delete('lang');
    redirect(303, clean.pathname + clean.search);
  }

  const { headers } = event.request;
  event.locals.requestId = headers.get('x-request-id') ?? crypto.randomUUID();
  event.locals.language = negotiateLanguage({
    cookie: event.cookies.get('lang'),
    acceptLanguage: headers.get('accept-language'),
  });

  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%language%', event.locals.language),
    // The two faces every page opens with; the extended ones follow when a text needs them.
    preload: (input) =>
      input.type === 'js' ||
      input.type === 'css' ||
      (input.type === 'font' && /-latin-w\w+-normal/.test(input.filename)),
  });
  response.headers.append('vary', 'Accept-Language, Cookie');
  return response;
};

/** Calls of `load` to the own API stay inside the process; only `vite dev`, which has no hub around it, uses the network. */
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
  const url = new URL(request.url);
  if (url.origin !== event.url.origin || !url.pathname.startsWith('/api/')) return fetch(request);

  const asked = new Request(request);
  asked.headers.set('accept-language', event.locals.language);
  asked.headers.set('x-request-id', event.locals.requestId);
  const cookie = event.request.headers.get('cookie');
  if (cookie) asked.headers.set('cookie', cookie);

  const hub = event.platform?.req.hub;
  if (hub) return hub.fetch(asked);
  return globalThis.fetch(new Request(new URL(url.pathname + url.search, developmentHub), asked));
};

export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { requestId } = event.locals;
  if (kind === 'unknown') console.error({ requestId, path: event.url.pathname, error });
  return { requestId };
};
