import type { Page } from 'playwright-core';

/** What becomes of a request: `lost` never reaches the hub, `unanswered` does but its answer is lost; a code is the answer. */
type Fate = 'lost' | 'unanswered' | { code: string; message: string };

/** From now on the page's live connection passes through `fate`, which is asked about each request; undefined lets it be. */
export async function tamper(page: Page, fate: (request: string) => Fate | undefined): Promise<void> {
  await page.routeWebSocket('**/socket.io/**', (socket) => {
    const server = socket.connectToServer();
    const unheard = new Set<string>();
    socket.onMessage((message) => {
      const [, id = '', request = ''] = /^42(\d+)\["([^"]+)"/.exec(String(message)) ?? [];
      const becomes = request ? fate(request) : undefined;
      if (becomes === undefined || becomes === 'unanswered') server.send(message);
      if (becomes === 'unanswered') unheard.add(id);
      if (typeof becomes === 'object') socket.send(`43${id}${JSON.stringify([{ ok: false, error: becomes }])}`);
    });
    server.onMessage((message) => {
      const [, id = ''] = /^43(\d+)\[/.exec(String(message)) ?? [];
      if (!unheard.delete(id)) socket.send(message);
    });
  });
}
