// npm run bench -- join: from the moment a viewer's socket opens to the first decoded frame of the stage, on loopback, in
// the real page.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHubClient } from '@hubwerk/client';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { calibrationMs } from './support/calibration.ts';
import { median } from './support/median.ts';
import { printFigure } from './support/print-figure.ts';
import { signedUp, type SignedUp } from './support/signed-up.ts';

const joins = 21;
const port = 24_459;
const url = `http://localhost:${port}`;
const built = (path: string) => new URL(`../../apps/hub/dist/${path}`, import.meta.url).href;

interface BuiltHub {
  app: {
    get(token: unknown): { sql: (text: TemplateStringsArray, ...values: unknown[]) => Promise<{ id: string }[]> };
  };
  close(): Promise<void>;
}

const place = mkdtempSync(join(tmpdir(), 'hubwerk-join-'));
const hub = await startHub();
const browser = await launchChromium();

try {
  const speaker = await signedUp(url, 'speaker@example.org');
  const path = await setUpStage(speaker);
  const speaking = await (await newContext(browser, speaker)).newPage();
  await speaking.goto(url + path);
  await speaking.getByRole('button', { name: 'Kamera und Mikrofon anschalten' }).click();
  await speaking.getByRole('button', { name: 'Auf Sendung gehen' }).click();
  await speaking.getByText('Dein Bild und dein Ton werden übertragen.').waitFor();

  const watching = await newContext(browser, await signedUp(url, 'viewer@example.org'));
  await millisecondsToFrame(watching, path);
  const milliseconds: number[] = [];
  for (let index = 0; index < joins; index += 1) milliseconds.push(await millisecondsToFrame(watching, path));
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const common = { bench: 'join', unit: 'ms', baseline: null, ratio: null, calibration_ms: calibrationMs() };
  printFigure({ ...common, figure: 'socket open to first frame, p50', value: median(milliseconds), goal: 700 });
  printFigure({ ...common, figure: 'socket open to first frame, slowest', value: sorted.at(-1) ?? 0, goal: null });
} finally {
  await browser.close();
  await hub.close();
  rmSync(place, { recursive: true, force: true });
}

/** The hub as it was built, in this process. */
async function startHub(): Promise<BuiltHub> {
  const { readEnvironment } = (await import(built('platform/environment.js'))) as {
    readEnvironment: (variables: Record<string, string>) => object;
  };
  const { startHub: start } = (await import(built('hub.js'))) as {
    startHub: (environment: object) => Promise<BuiltHub>;
  };
  return start(
    readEnvironment({
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: url,
      HUB_DATA_DIR: place,
      HUB_DEMO: 'off',
      LOG_LEVEL: 'error',
      MEDIA_PORTS: '24460-24467',
    }),
  );
}

/** A published event with a stage, and the address of its page. */
async function setUpStage({ cookie, personId }: SignedUp): Promise<string> {
  const { Database } = (await import(built('database/database.js'))) as { Database: unknown };
  const { sql } = hub.app.get(Database);
  await sql`insert into grants (id, person_id, role) values (${crypto.randomUUID()}, ${personId}, 'admin')`;
  const client = createHubClient({
    origin: url,
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('cookie', cookie);
      return fetch(input, { ...init, headers });
    },
  });
  const event = await client.call('POST /api/events', {
    body: { slug: 'nacht', kind: 'startup_night', format: 'online', title: { de: 'Nacht' }, zone: 'Europe/Berlin' },
  });
  const params = { event: event.slug };
  await client.call('POST /api/events/:event/publication', { params });
  const room = '01900000-0000-7000-8000-000000000001';
  await sql`insert into rooms (id, event_id, name) values (${room}, ${event.id}, 'Lichthof')`;
  const stage = await client.call('POST /api/events/:event/stages', { params, body: { roomId: room } });
  return `/events/nacht/stage/${stage.id}`;
}

async function newContext(browserToUse: Browser, { cookie }: SignedUp): Promise<BrowserContext> {
  const context = await browserToUse.newContext({ locale: 'de-DE' });
  const cookies = cookie.split('; ').map((pair) => {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
    return { name, value, url };
  });
  await context.addCookies(cookies);
  return context;
}

/** One visit of a viewer, by the page's own clock. */
async function millisecondsToFrame(context: BrowserContext, path: string): Promise<number> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const Original = window.WebSocket;
    const times = { opened: 0, frame: 0 };
    Object.assign(window, { times });
    window.WebSocket = class extends Original {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols);
        this.addEventListener('open', () => (times.opened ||= performance.now()));
      }
    };
    new MutationObserver((_, observer) => {
      const video = document.querySelector('video');
      if (!video) return;
      observer.disconnect();
      video.requestVideoFrameCallback(() => (times.frame = performance.now()));
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(url + path);
  const times = await page.waitForFunction(() => {
    const { times: taken } = window as unknown as { times: { opened: number; frame: number } };
    return taken.frame > 0 && taken;
  });
  const { opened, frame } = (await times.jsonValue()) as { opened: number; frame: number };
  await page.close();
  return frame - opened;
}
