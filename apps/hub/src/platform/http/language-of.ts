import type { IncomingHttpHeaders } from 'node:http';
import { negotiateLanguage, type Language } from '@hubwerk/contracts/language';
import { cookieOf } from './headers.ts';

/** The language to answer a request in when nobody is signed in. */
export function languageOf(headers: IncomingHttpHeaders): Language {
  return negotiateLanguage({ cookie: cookieOf(headers, 'lang'), acceptLanguage: headers['accept-language'] });
}
