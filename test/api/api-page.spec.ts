import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

test('the API has a page that loads nothing from elsewhere', async () => {
  const page = await fetch(`${hub.url}/api/docs`);
  const html = await page.text();
  const scripts = [...html.matchAll(/<script[^>]*src="([^"]+)"/g)].map(
    ([, src = '']) => new URL(src, `${hub.url}/api/docs`),
  );
  expect(scripts.length).toBeGreaterThan(1);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  for (const script of scripts) {
    expect(script.origin).toBe(hub.url);
    expect((await fetch(script)).status).toBe(200);
  }
});

test('an answer of the API can run nothing in a browser', async () => {
  const { headers } = await fetch(`${hub.url}/api/health`);
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
