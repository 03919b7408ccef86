// oxlint-disable-next-line import/default -- Vite gives a module for this address.
import script from '#lib/embed/schedule-element.ts?worker&url';
import type { RequestHandler } from './$types';

/** Where other sites find `<hubwerk-schedule>`, for ever; it leads to the script of this version, which browsers may keep. */
export const GET: RequestHandler = () =>
  new Response(null, {
    status: 307,
    headers: { location: script, 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=300' },
  });
