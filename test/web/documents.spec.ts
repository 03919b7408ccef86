import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startBrowsedHub, type BrowsedHub } from '../support/browsed-hub.ts';
import { createEvent, fixture, importFile, publish, release } from '../support/programme.ts';
import type { TestPerson } from '../support/test-hub.ts';
import { axeFindings, collectProblems } from './journey/problems.ts';
import { textsIn } from './journey/texts.ts';

const t = textsIn('de');
const path = '/events/lichthof/schedule';
let hub: BrowsedHub;
let reader: TestPerson;
beforeAll(async () => {
  hub = await startBrowsedHub({ min: 24_461, max: 24_468 });
  const organiser = await hub.withRole('Organiser', 'organiser');
  await createEvent(organiser, 'lichthof');
  await importFile(organiser, 'lichthof', fixture('lichthof-nights.json'));
  await release(organiser, 'lichthof', 'erste Fassung');
  await publish(organiser, 'lichthof');
  reader = await hub.person('Deniz Yilmaz', { verified: true });
});
afterEach(() => hub.closePages());
afterAll(() => hub.close());

/** Somebody who is not signed in, in a browser of their own. */
async function visit(address: string, options: { javaScriptEnabled?: boolean; timezoneId?: string } = {}) {
  const context = await hub.browser.newContext({
    baseURL: hub.url,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

const titlesOn = (page: Page) =>
  page.locator('.card a[href]:not(.star):visible').evaluateAll((links) => links.map((link) => link.textContent));
const search = (page: Page) => page.getByRole('searchbox', { name: t('programme.search.text') });

test('a document brings one small script of its own, and no other', async () => {
  const session = /href="(\/events\/lichthof\/schedule\/[0-9a-f-]{36})"/.exec(await textOf(path))?.[1] ?? '';
  const speaker = /href="(\/events\/lichthof\/speakers\/[0-9a-f-]{36})"/.exec(
    await textOf('/events/lichthof/speakers'),
  )?.[1];
  for (const address of [path, session, `${path}/changes/1`, '/events/lichthof/speakers', speaker ?? '']) {
    const scripts = [...(await textOf(address)).matchAll(/<script[^>]*>|modulepreload/g)].map(String);
    expect([address, scripts]).toEqual([
      address,
      [expect.stringMatching(/^<script type="module" src="\/_app\/immutable\/workers\/document-[^"]*">$/)],
    ]);
  }
  // Another page shows that more would be seen.
  expect((await textOf('/events/lichthof')).match(/modulepreload/g)?.length).toBeGreaterThan(1);
});

async function textOf(address: string): Promise<string> {
  const response = await fetch(hub.url + address, { headers: { 'accept-language': 'de' } });
  expect([address, response.status]).toEqual([address, 200]);
  return response.text();
}

test('a search finds while somebody types what it finds as a plain form', async () => {
  const live = await visit(path);
  const plain = await visit(path, { javaScriptEnabled: false });
  const first = await titlesOn(live);
  for (const asked of ['demir', 'HEAT mine', 'Ayse kowalski', 'nothing like this']) {
    await search(live).fill(asked);
    await live.waitForURL((url) => url.searchParams.get('q') === asked);
    await search(plain).fill(asked);
    await plain.getByRole('button', { name: t('programme.search.action') }).click();
    await plain.waitForURL((url) => url.searchParams.get('q') === asked);
    expect([asked, await titlesOn(live)]).toEqual([asked, await titlesOn(plain)]);
    expect(await live.getByRole('status').first().textContent()).toBe(
      await plain.getByRole('status').first().textContent(),
    );
  }
  await live.getByRole('link', { name: t('programme.search.clear') }).click();
  await live.waitForURL(path);
  expect(await titlesOn(live)).toEqual(first);
});

test('rooms and tracks narrow a search, here as there, and the language is chosen without losing it', async () => {
  const page = await visit(path);
  const selects = await page.getByRole('search').getByRole('combobox').all();
  expect(selects.length).toBeGreaterThan(0);
  for (const select of selects) await select.selectOption({ index: 1 });
  await page.waitForURL((url) => url.searchParams.size === selects.length);
  const found = await titlesOn(page);
  const again = await visit(page.url(), { javaScriptEnabled: false });
  expect(await titlesOn(again)).toEqual(found);
  const asked = new URL(page.url()).search;
  await page.getByRole('link', { name: 'English' }).first().click();
  await page.locator('html[lang="en"]').waitFor();
  expect(new URL(page.url()).search).toBe(asked);
});

test('a session is starred at once, in every list it stands in; a star the hub refuses is taken back, and why is said', async () => {
  const page = await hub.pageOf(reader);
  await page.goto(path);
  const [title = ''] = await titlesOn(page);
  const star = page.getByRole('button', { name: t('programme.star.keep', { title: title ?? '' }) }).first();
  const answered = page.waitForResponse((response) => response.request().method() === 'PUT');
  await star.press('Enter');
  expect(await star.getAttribute('aria-pressed')).toBe('true');
  expect((await answered).status()).toBe(204);
  await search(page).fill(title ?? '');
  await page.waitForURL(/\?q=/);
  expect(await page.locator('button.star:visible').first().getAttribute('aria-pressed')).toBe('true');
  await page.goto(path);
  expect(await star.getAttribute('aria-pressed')).toBe('true');

  await page.route('**/star', (route) => route.abort());
  await star.click();
  await page.getByText(t('common.unreachable')).waitFor();
  expect(await star.getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: t('common.close') }).click();
  await page.getByText(t('common.unreachable')).waitFor({ state: 'detached' });
});

test("who is elsewhere reads their own clock beside the event's, and sees what is on", async () => {
  const schedule = await hub.visitor().hub.call('GET /api/events/:event/schedule', { params: { event: 'lichthof' } });
  const [session] = schedule.sessions;
  if (!session) throw new Error('no session');
  const context = await hub.browser.newContext({
    baseURL: hub.url,
    locale: 'de-DE',
    timezoneId: 'America/New_York',
    viewport: { width: 1280, height: 900 },
  });
  const page = await context.newPage();
  await context.clock.setFixedTime(Date.parse(session.startsAt) + 60_000);
  await page.goto(`${path}?day=${session.day}`);
  const own = new Date(session.startsAt).toLocaleTimeString('de-DE', {
    timeZone: 'America/New_York',
    hour: '2-digit',
    minute: '2-digit',
  });
  expect(await page.locator('tbody th .own').first().textContent()).toContain(own);
  expect(await page.locator('#own-zone').textContent()).toBe(t('programme.ownZone', { zone: 'America/New_York' }));
  expect(await page.locator('.state.on').first().textContent()).toBe(t('programme.state.on'));
  expect(await page.locator('.now').isVisible()).toBe(true);

  const home = await visit(`${path}?day=${session.day}`);
  expect([await home.locator('.own:visible').count(), await home.locator('#own-zone').textContent()]).toEqual([0, '']);
});

test('the way leads into a document and out of it again, also for who came by a page that is alive', async () => {
  const page = await visit('/events/lichthof');
  await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
  await page
    .getByRole('link', { name: t('events.tab.schedule'), exact: true })
    .first()
    .click();
  await page.waitForURL(path);
  await page.locator('#words').waitFor({ state: 'attached' });
  expect(await page.locator('#svelte-announcer').count()).toBe(0);
  await page.goBack();
  await page.waitForURL('/events/lichthof');
  await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
});

test('somebody signs out on a document', async () => {
  const leaving = await hub.person('Mara Kowalski');
  const page = await hub.pageOf(leaving);
  await page.goto(path);
  await page.getByRole('button', { name: t('common.person.menu', { name: leaving.name }) }).click();
  await page.getByRole('button', { name: t('common.person.signOut') }).click();
  await page.getByRole('link', { name: t('common.person.signIn'), exact: true }).waitFor();
  expect((await page.request.get('/api/me/data')).status()).toBe(401);
});

test('nothing moves by itself, nothing is said in the console, and axe finds nothing', async () => {
  const problems: string[] = [];
  const page = await visit('/');
  collectProblems(page, hub.url, (problem) => problems.push(problem));
  for (const address of [path, `${path}?view=list`, `${path}?day=all`, `${path}?q=e`, '/events/lichthof/speakers']) {
    await page.goto(address);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(sum), 300);
        }),
    );
    expect([address, shift < 0.01]).toEqual([address, true]);
    expect([address, await axeFindings(page)]).toEqual([address, []]);
  }
  expect(problems).toEqual([]);
});
