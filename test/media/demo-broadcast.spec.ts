import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { MediaHost } from '../../apps/hub/src/media/media-host.ts';
import { offerHub } from '../../apps/hub/src/offer-hub.ts';
import { launchChromium } from '../support/chromium.ts';
import { freePort } from '../support/free-port.ts';
import { expectPicture } from '../support/stage-page.ts';
import { startTestHub, type TestHub, type Visitor } from '../support/test-hub.ts';

const port = await freePort();
const url = `http://localhost:${port}`;
const event = 'startup-nacht-essen';
let hub: TestHub;
let browser: Browser;

beforeAll(async () => {
  hub = await startTestHub({
    media: { min: 24_292, max: 24_299 },
    environment: { HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, HUB_DEMO: 'on' },
  });
  await offerHub(hub.running.app);
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

async function signIn(as: 'attendee' | 'speaker'): Promise<Visitor> {
  const visitor = hub.visitor();
  await visitor.hub.call('POST /api/demo/sign-in', { body: { as } });
  return visitor;
}

async function stage() {
  const { items } = await hub.visitor().hub.call('GET /api/events/:event/stages', { params: { event } });
  const [first] = items;
  if (!first) throw new Error('the demo has no stage');
  return first;
}

async function visit(visitor: Visitor): Promise<Page> {
  const context = await browser.newContext({ locale: 'de-DE' });
  const cookies = visitor.cookie().split('; ');
  await context.addCookies(
    cookies.map((cookie) => {
      const [name = '', value = ''] = cookie.split(/=(.*)/s);
      return { name, value, url };
    }),
  );
  const page = await context.newPage();
  await page.goto(`${url}/events/${event}/stage/${(await stage()).id}`);
  return page;
}

/** What all the hub's media workers carry. */
function inEngine() {
  const { workers } = hub.running.app.get(MediaHost).assertOn().health();
  const sum = (of: 'peers' | 'streams' | 'consumers') => workers.reduce((total, worker) => total + worker[of], 0);
  return { peers: sum('peers'), streams: sum('streams'), consumers: sum('consumers') };
}

test('a new demo is live: its stage is on air, its recording is watched, and gives way to a camera', async () => {
  expect(await stage()).toMatchObject({ name: 'Große Bühne', state: 'on_air' });
  expect(inEngine()).toEqual({ peers: 1, streams: 1, consumers: 0 });
  const page = await visit(await signIn('attendee'));
  await expectPicture(page);
  await page.getByText('Amara Osei').first().waitFor();
  await page.getByText('Bilderkennung, die Staub verträgt').waitFor();
  expect(await page.getByRole('region', { name: 'Programm auf dieser Bühne' }).innerText()).toMatch(/Jetzt.*noch \d/s);

  const speakerPage = await visit(await signIn('speaker'));
  await speakerPage.getByRole('button', { name: 'Kamera und Mikrofon anschalten' }).click();
  await speakerPage.getByRole('button', { name: 'Dazukommen' }).click();
  await vi.waitFor(() => expect(inEngine()).toMatchObject({ peers: 2, streams: 2 }), 10_000);
  await expectPicture(page);

  await speakerPage.close();
  await vi.waitFor(() => expect(inEngine()).toMatchObject({ peers: 2, streams: 1 }), 10_000);
  await expectPicture(page);
  hub.killMediaWorkers();
  await vi.waitFor(() => expect(inEngine()).toMatchObject({ peers: 2, streams: 1 }), 15_000);
  await expectPicture(page);
});

test('when the evening is over the demo is off air', async () => {
  hub.clock.set(new Date(Date.now() + 24 * 3_600_000).toISOString());
  await vi.waitFor(async () => expect(await stage()).toMatchObject({ state: 'ended' }), 10_000);
  hub.clock.set(undefined);
});
