import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { axeFindings, collectProblems } from './journey/problems.ts';

/* The journey's own eyes: a page with one fault of each kind is reported for each, a page without one for none. */

const pages: Record<string, string> = {
  good: '<h1>Heading</h1><p>Nothing is wrong here.</p>',
  axe: '<h1>Heading</h1><img src="data:,"><button></button>',
  policy: '<h1 style="color: black">Heading</h1>',
  elsewhere:
    '<h1>Heading</h1><script nonce="right">fetch("http://127.0.0.1:9/", { mode: "no-cors" }).catch(() => {})</script>',
  console: '<h1>Heading</h1><script nonce="right">console.error("planted in the console")</script>',
  thrown: '<h1>Heading</h1><script nonce="right">throw new Error("planted and thrown")</script>',
  missing: '<h1>Heading</h1><script nonce="right" src="/nowhere.js"></script>',
};

let server: Server;
let browser: Browser;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const page = pages[request.url?.slice(1) ?? ''];
    response.writeHead(page ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      // The one of the hub, as far as it matters here; the page that asks elsewhere is let through to the other check.
      'content-security-policy': "default-src 'self'; script-src 'nonce-right'; connect-src *; img-src data:",
    });
    response.end(`<!doctype html><html lang="en"><title>A page</title><main>${page ?? ''}</main></html>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  server.close();
});

async function problemsOf(name: string): Promise<string[]> {
  const problems: string[] = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  collectProblems(page, url, (problem) => problems.push(problem));
  await page.goto(`${url}/${name}`, { waitUntil: 'networkidle' });
  problems.push(...(await axeFindings(page)));
  await context.close();
  return problems;
}

test('a page without a fault is reported for nothing', async () => {
  expect(await problemsOf('good')).toEqual([]);
});

test.for([
  ['axe', /image-alt|button-name/],
  ['policy', /Content Security Policy/],
  ['elsewhere', /asked for http:\/\/127\.0\.0\.1:9\//],
  ['console', /planted in the console/],
  ['thrown', /planted and thrown/],
  ['missing', /404/],
] as const)('a page with a fault planted is reported: %s', async ([name, problem]) => {
  expect(await problemsOf(name)).toContainEqual(expect.stringMatching(problem));
});
