import type { Browser } from 'playwright-core';

/**
 * What can be seen of sessions on a page of the schedule in a browser that runs no script, as `title|time|room`.
 * @param width of the window, in pixels
 */
export async function readableSessions(browser: Browser, url: string, width: number): Promise<Set<string>> {
  const context = await browser.newContext({
    locale: 'de-DE',
    javaScriptEnabled: false,
    viewport: { width, height: 900 },
  });
  try {
    const page = await context.newPage();
    await page.goto(url);
    const lines = await page.locator('.card').evaluateAll((cards) =>
      cards.map((card) => {
        const seen = (selector: string) => {
          const element = card.querySelector(selector);
          const { width: wide = 0, height = 0 } = element?.getBoundingClientRect() ?? {};
          return element?.checkVisibility() && wide > 0 && height > 0 ? element.textContent.trim() : '';
        };
        return `${seen('a:not(.star)')}|${seen('time').slice(0, 5)}|${seen('.room')}`;
      }),
    );
    return new Set(lines);
  } finally {
    await context.close();
  }
}
