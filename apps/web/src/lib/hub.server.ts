import { createHubClient, HubProblem, type HubClient } from '@hubwerk/client';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';

/**
 * The API, called while a page is made and as the person who asked for it. A refusal becomes the page that says so;
 * a page for signed-in people sends others to sign in and back.
 */
export function hubDuring({ fetch, url }: Pick<RequestEvent, 'fetch' | 'url'>): HubClient {
  const client = createHubClient({ fetch });
  return {
    async call(key, ...call) {
      try {
        return await client.call(key, ...call);
      } catch (problem) {
        if (!(problem instanceof HubProblem)) throw problem;
        if (problem.code === 'signed_out') {
          redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
        }
        // What the address names cannot be: then there is nothing there.
        if (problem.code === 'invalid_input') error(404, problem.message);
        error(problem.status === 0 ? 503 : problem.status, problem.message);
      }
    },
  };
}

/**
 * Allows the hub to keep this page for everybody who is signed out, until something about the event (or any event, for
 * `everything`) changes; called from `load` of a page that shows nothing but events and what they released. Only the page
 * as such is worth it, and one that differs in what is `asked` of it, of which there must be few: anybody can make up more.
 */
export function keepWhileUnchanged(
  { setHeaders, request }: Pick<RequestEvent, 'setHeaders' | 'request'>,
  about: string,
  asked: string[] = [],
): void {
  // A browser that has the page open says at the end which parts of it to load anew.
  const search = new URL(request.url).search.replace(/[?&]x-sveltekit-invalidated=[01]{1,9}$/, '');
  if (search === '' || asked.includes(search)) setHeaders({ 'x-hub-about': about });
}
