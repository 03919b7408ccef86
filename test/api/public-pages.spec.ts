import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Database } from '../../apps/hub/src/database/database.ts';
import { PublicPages } from '../../apps/hub/src/platform/http/public-pages.ts';
import { startTestHub, type TestHub } from '../support/test-hub.ts';

const event = '01a20000-0000-7000-8000-000000000001';

let hub: TestHub;
let pages: PublicPages;
let server: Server | undefined;
beforeAll(async () => {
  hub = await startTestHub();
  pages = hub.running.app.get(PublicPages);
});
afterEach(() => server?.close());
afterAll(() => hub.close());

/** A site of one page behind the cache. */
async function site(
  listener: RequestListener,
): Promise<(path?: string, headers?: Record<string, string>) => Promise<Response>> {
  server = createServer(pages.around(listener)).listen(0, '127.0.0.1');
  await new Promise((listening) => server?.once('listening', () => listening(undefined)));
  const { port } = server.address() as AddressInfo;
  return (path = `/${port}`, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers });
}

function countedPage(): { listener: RequestListener; rendered: () => number } {
  let rendered = 0;
  const listener: RequestListener = (_, response) => {
    rendered += 1;
    response.writeHead(200, { 'content-type': 'text/html', 'x-hub-about': event });
    response.write(`<p>${rendered} `);
    response.end('times</p>');
  };
  return { listener, rendered: () => rendered };
}

/** A change of the event, committed by the hub. */
async function change(): Promise<void> {
  const database = hub.running.app.get(Database);
  await database.transaction((tx) => pages.changed(tx, event));
}

test('a public page is rendered once, and again the moment something about it changed', async () => {
  const { listener, rendered } = countedPage();
  const visit = await site(listener);
  const first = await visit();
  expect([await first.text(), first.headers.has('x-hub-about')]).toEqual(['<p>1 times</p>', false]);
  expect(await (await visit()).text()).toBe('<p>1 times</p>');
  await change();
  expect(await (await visit()).text()).toBe('<p>2 times</p>');
  expect(rendered()).toBe(2);
});

test('a change on one hub takes the page away on the other', async () => {
  const { listener } = countedPage();
  const visit = await site(listener);
  await (await visit()).text();
  await hub.database.database.sql`select pg_notify('public_pages', ${event})`;
  await expect.poll(async () => (await visit()).text()).toBe('<p>2 times</p>');
});

test('what was read before a change is not kept after it', async () => {
  let finish: () => void = () => undefined;
  let rendered = 0;
  const visit = await site((_, response) => {
    rendered += 1;
    const text = `read ${rendered}`;
    response.writeHead(200, { 'x-hub-about': event });
    finish = () => void response.end(text);
    if (rendered > 1) finish();
  });
  const slow = visit();
  await expect.poll(() => rendered).toBe(1);
  await change();
  finish();
  expect(await (await slow).text()).toBe('read 1');
  expect(await (await visit()).text()).toBe('read 2');
});

test('who is signed in, who reads another language and what says nothing of what it is about get their own page', async () => {
  const { listener, rendered } = countedPage();
  const visit = await site(listener);
  await visit('/a', { 'accept-language': 'de' });
  await visit('/a', { 'accept-language': 'de-AT,de;q=0.9' });
  expect(rendered()).toBe(1);
  await visit('/a', { 'accept-language': 'en' });
  const own = await visit('/a', { 'accept-language': 'de', cookie: 'hubwerk.session_token=x' });
  expect(rendered()).toBe(3);
  // What the hub says to itself stays inside, also where nothing is kept.
  expect([own.headers.get('content-type'), own.headers.has('x-hub-about')]).toEqual(['text/html', false]);

  let private_ = 0;
  const other = await site((_, response) => void response.end(`${(private_ += 1)}`));
  await other();
  expect(await (await other()).text()).toBe('2');
});

test('a kept page is sent compressed, and not at all to who has it', async () => {
  const text = 'Ladesäule '.repeat(1000);
  const visit = await site((_, response) => void response.writeHead(200, { 'x-hub-about': event }).end(text));
  await (await visit()).text();
  const packed = await visit(undefined, { 'accept-encoding': 'br' });
  expect([packed.headers.get('content-encoding'), Number(packed.headers.get('content-length')) < 200]).toEqual([
    'br',
    true,
  ]);
  expect(await packed.text()).toBe(text);
  const again = await visit(undefined, { 'accept-encoding': 'br', 'if-none-match': packed.headers.get('etag') ?? '' });
  expect([again.status, await again.text()]).toEqual([304, '']);
});
