import { fileURLToPath } from 'node:url';
import type { MediaPeer } from '@hubwerk/media-engine';
import type { Browser } from 'playwright-core';
import { build } from 'vite';

/** What the page asks of the engine; a `MediaPeer` answers it as it is. */
export type MediaPageSignals = Pick<
  MediaPeer,
  'createTransport' | 'connectTransport' | 'publish' | 'subscribe' | 'resumeConsumer'
> & { capabilities(): ReturnType<MediaPeer['capabilities']> };

/** What the page receives, summed since it began to watch. `protocol` is that of the connection in use. */
export interface MediaPageFigures {
  framesDecoded: number;
  frameHeight: number;
  audioPackets: number;
  playedSeconds: number;
  protocol: 'udp' | 'tcp' | undefined;
}

export interface MediaPage {
  /** Sends the fake camera in three layers and the fake microphone; answers their stream ids. Again after a reset. */
  publish(): Promise<string[]>;
  /** Shows the streams; resolves with the first decoded frame, rejects when the connection fails. Again after a reset. */
  watch(streamIds: string[]): Promise<void>;
  figures(): Promise<MediaPageFigures>;
  /** Closes the connections, as a closed tab does. */
  leave(): void;
}

/** A browser page with mediasoup-client in it, whose signalling goes straight to `signals()`, asked anew each time. */
export async function openMediaPage(
  browser: Browser,
  signals: () => MediaPageSignals,
): Promise<{
  [Name in keyof MediaPage]: (...args: Parameters<MediaPage[Name]>) => Promise<Awaited<ReturnType<MediaPage[Name]>>>;
}> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error('media page:', error));
  await page.exposeFunction('mediaSignal', (name: keyof MediaPageSignals, args: unknown[]) =>
    // What crosses is plain JSON, typed on the page's side by the same interface.
    Reflect.apply(signals()[name], signals(), args),
  );
  // getUserMedia wants a secure context; localhost is one, and nothing needs to listen there.
  await page.route('http://localhost/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>media</title>' }),
  );
  await page.goto('http://localhost/');
  await page.addScriptTag({ content: await pageScript() });
  return {
    publish: () => page.evaluate(() => window.mediaPage.publish()),
    watch: (streamIds) => page.evaluate((ids) => window.mediaPage.watch(ids), streamIds),
    figures: () => page.evaluate(() => window.mediaPage.figures()),
    leave: () => page.evaluate(() => window.mediaPage.leave()),
  };
}

let script: Promise<string> | undefined;

function pageScript(): Promise<string> {
  return (script ??= bundle());
}

async function bundle(): Promise<string> {
  const entry = fileURLToPath(new URL('media-page.browser.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'page', fileName: 'page' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error('the media page was not bundled');
  return chunk.code;
}
