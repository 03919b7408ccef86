import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import type { Asker } from '../access.ts';
import { askerOfPage, whileMakingPage } from './page-asker.ts';

const named = (name: string) => ({ name }) as Asker;
const headers = (cookie: string) => new Headers({ cookie });

/** Names of those found for three calls of one page, the last of them with another cookie. */
function askers(method: string): Promise<(string | undefined)[]> {
  let found = 0;
  const find = async () => named(`found ${(found += 1)}`);
  return new Promise((resolve) => {
    whileMakingPage({ method, headers: { cookie: 'mine' } } as IncomingMessage, () => {
      const asked = ['mine', 'mine', 'other'].map((cookie) => askerOfPage(headers(cookie), find));
      void Promise.all(asked).then((all) => resolve(all.map((one) => one?.name)));
    });
  });
}

test('who asks for a page is found once for it, and never taken for somebody else', async () => {
  expect(await askers('GET')).toEqual(['found 1', 'found 1', 'found 2']);
  expect(await askers('GET')).toEqual(['found 1', 'found 1', 'found 2']);
});

test('where a form was sent, and outside of pages, everybody is looked for anew', async () => {
  expect(await askers('POST')).toEqual(['found 1', 'found 2', 'found 3']);
  expect(await askerOfPage(headers('mine'), async () => named('outside'))).toEqual({ name: 'outside' });
});
