import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { freePort } from './free-port.ts';
import { startTestHub, type TestHub, type Visitor } from './test-hub.ts';

/** A hub with live video, and a German browser on this machine that looks at its pages. */
export interface BrowsedHub extends TestHub {
  browser: Browser;
  /** Somebody's browser in which nobody is signed in yet; pages are opened by their path. */
  newContext(): Promise<BrowserContext>;
  /** A page in a browser of the person's own, on nothing yet. */
  pageOf(person: Visitor & { name?: string }): Promise<Page>;
  /** Closes every page of everybody. */
  closePages(): Promise<void>;
}

/** Starts both; `media` are the ports for live video. Close it after use. */
export async function startBrowsedHub(
  media: { min: number; max: number },
  environment: Record<string, string> = {},
): Promise<BrowsedHub> {
  const port = await freePort();
  // To a browser localhost is secure without https, so cameras work.
  const url = `http://localhost:${port}`;
  const browser = await launchChromium();
  const hub = await startTestHub({ media, environment: { PORT: String(port), PUBLIC_URL: url, ...environment } });
  const newContext = () =>
    browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 900 }, baseURL: url });
  return {
    ...hub,
    browser,
    newContext,
    async pageOf(person) {
      const context = await newContext();
      const cookies = person.cookie().split('; ');
      await context.addCookies(
        cookies.map((cookie) => {
          const [name = '', value = ''] = cookie.split(/=(.*)/s);
          return { name, value, url };
        }),
      );
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(`${person.name ?? 'a visitor'}'s page:`, error));
      return page;
    },
    async closePages() {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    async close() {
      await browser.close();
      await hub.close();
    },
  };
}
