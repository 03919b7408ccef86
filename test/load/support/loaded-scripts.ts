import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';

const idle = 1500;

/** Compressed sizes, in bytes, of what a page brings to a browser that has nothing yet. */
export interface LoadedScripts {
  /** Every file of JavaScript, also those a page loads later by itself. */
  files: Map<string, number>;
  total: number;
  /** What stands in the page itself: the call that starts it, and its data. */
  inline: number;
  html: number;
}

/** Opens a page in a fresh profile and takes down what it loads until it has been quiet for a while; nobody touches it. */
export async function loadedScripts(browser: Browser, url: string): Promise<LoadedScripts> {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const files = new Map<string, number>();
    const reading: Promise<void>[] = [];
    page.on('response', (response) => {
      if (!/javascript/.test(response.headers()['content-type'] ?? '')) return;
      const read = async () => void files.set(new URL(response.url()).pathname, packed(await response.body()));
      reading.push(read());
    });
    page.on('pageerror', (error) => reading.push(Promise.reject(error)));
    const opened = await page.goto(url, { waitUntil: 'networkidle' });
    const html = (await opened?.body()) ?? Buffer.alloc(0);
    await page.waitForTimeout(idle);
    await Promise.all(reading);
    const inline = [...html.toString().matchAll(/<script(?![^>]* src=)[^>]*>(.*?)<\/script>/gs)].map(
      ([, text]) => text,
    );
    const total = [...files.values()].reduce((sum, size) => sum + size, 0);
    return { files, total, inline: packed(Buffer.from(inline.join('\n'))), html: packed(html) };
  } finally {
    await context.close();
  }
}

const packed = (bytes: Buffer) => gzipSync(bytes, { level: 9 }).length;
