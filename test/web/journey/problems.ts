import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Reports what nobody may see while a page is open: errors in its console, and requests to somewhere else than its hub. */
export function collectProblems(page: Page, hubUrl: string, report: (problem: string) => void): void {
  page.on('pageerror', (error) => report(String(error)));
  // What the content security policy forbids is said in the console, too.
  page.on('console', (message) => {
    if (message.type() === 'error') report(message.text());
  });
  const own = new URL(hubUrl).port;
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (/^(http|ws)s?:$/.test(url.protocol) && url.port !== own) report(`asked for ${url.href}`);
  });
}

/** What axe finds on the page as it stands, where it is serious or critical. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
