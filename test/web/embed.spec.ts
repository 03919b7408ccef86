import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startBrowsedHub, type BrowsedHub } from '../support/browsed-hub.ts';
import { createEvent, fixture, importFile, publish, release } from '../support/programme.ts';
import type { TestPerson } from '../support/test-hub.ts';
import { axeFindings } from './journey/problems.ts';
import { textsIn } from './journey/texts.ts';

let hub: BrowsedHub;
let organiser: TestPerson;
let site: Server;
let other: string;
beforeAll(async () => {
  hub = await startBrowsedHub({ min: 24_471, max: 24_478 });
  organiser = await hub.withRole('Organiser', 'organiser');
  await createEvent(organiser, 'lichthof');
  await importFile(organiser, 'lichthof', fixture('lichthof-nights.json'));
  await release(organiser, 'lichthof', 'erste Fassung');
  await publish(organiser, 'lichthof');
  await createEvent(organiser, 'entwurf');
  // A site of its own origin: each path is a view, or an event.
  site = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://site');
    const [event, view, lang] = ['event', 'view', 'lang'].map((name) => searchParams.get(name) ?? '');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>Site</title>
      <main><h1>Site</h1><h2>Schedule</h2>
      <script type="module" src="${hub.url}/embed/schedule.js"></script>
      <hubwerk-schedule event="${hub.url}/events/${event}" lang="${lang}" view="${view}">
        <a href="${hub.url}/events/${event}/schedule">To the schedule</a>
      </hubwerk-schedule></main></html>`);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => site.once('listening', () => listening(undefined)));
  other = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
afterEach(() => hub.closePages());
afterAll(async () => {
  site.close();
  await hub.close();
});

async function visit(query: string, options = {}): Promise<Page> {
  const context = await hub.browser.newContext({ viewport: { width: 1000, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(`${other}/?${query}`);
  return page;
}

const fallback = (page: Page) => page.getByRole('link', { name: 'To the schedule' });

test.each([
  ['list', 'de', 'Zeiten in Europe/Berlin'],
  ['grid', 'en', 'Times in Europe/Berlin'],
])('another site shows the schedule as a %s in %s, for eyes, keys and screen readers', async (view, lang, zone) => {
  const schedule = await hub.visitor().hub.call('GET /api/events/:event/schedule', { params: { event: 'lichthof' } });
  const page = await visit(`event=lichthof&view=${view}&lang=${lang}`);
  await page.getByText(zone).waitFor();
  const links = await page
    .locator('hubwerk-schedule a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const today = schedule.sessions.filter(({ day }) => day === schedule.days[0]?.date);
  expect(links.filter((href) => !href.endsWith('/schedule')).toSorted()).toEqual(
    today.map(({ id }) => `${hub.url}/events/lichthof/schedule/${id}`).toSorted(),
  );
  expect(await page.locator('hubwerk-schedule table').count()).toBe(view === 'grid' ? 1 : 0);
  expect(await fallback(page).isVisible()).toBe(false);
  expect(await axeFindings(page)).toEqual([]);
});

test('without scripts, and where nothing is public, the way to the schedule stays', async () => {
  const silent = await visit('event=lichthof', { javaScriptEnabled: false });
  expect(await fallback(silent).isVisible()).toBe(true);
  const draft = await visit('event=entwurf');
  await draft.waitForLoadState('networkidle');
  expect(await fallback(draft).isVisible()).toBe(true);
});

test('another site reads the public schedule and nothing else, and never as who is signed in', async () => {
  const allowed = async (path: string, headers = {}) => {
    const response = await fetch(hub.url + path, { headers: { origin: other, ...headers } });
    return [response.status, response.headers.get('access-control-allow-origin')];
  };
  const path = '/api/events/lichthof/schedule';
  expect([await allowed(path), await allowed(path)]).toEqual([
    [200, '*'],
    [200, '*'],
  ]);
  expect(await allowed(path, { cookie: organiser.cookie() })).toEqual([200, null]);
  expect(await allowed('/api/me')).toEqual([200, null]);
  expect(await allowed('/api/events/lichthof')).toEqual([200, null]);
  const kept = await fetch(hub.url + path);
  const again = await fetch(hub.url + path, { headers: { 'if-none-match': kept.headers.get('etag') ?? '' } });
  expect([again.status, again.headers.get('access-control-allow-origin')]).toEqual([304, '*']);
});

test('an organiser copies the lines for another site and sees what they show', async () => {
  const t = textsIn('de');
  const page = await hub.pageOf(organiser);
  await page.goto('/organise/lichthof/embed');
  const lines = page.getByRole('textbox', { name: t('organise.embed.snippet') });
  await page.getByText('Zeiten in Europe/Berlin').waitFor();
  await page.getByRole('combobox', { name: t('organise.embed.view') }).selectOption('grid');
  await page.locator('hubwerk-schedule table').waitFor();
  expect(await lines.inputValue()).toContain(
    `event="${new URL(page.url()).origin}/events/lichthof" lang="de" view="grid"`,
  );
  expect(await axeFindings(page)).toEqual([]);
});
