import type { IncomingHttpHeaders } from 'node:http';

/** Node's request headers as the web's `Headers`. */
export function headersOf(incoming: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  return headers;
}

/** One cookie of a request, undecoded. */
export function cookieOf(incoming: IncomingHttpHeaders, name: string): string | undefined {
  const pair = incoming.cookie?.split(';').find((part) => part.trimStart().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim();
}
