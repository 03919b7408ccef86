import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDay, openDay, type Day } from './journey/day.ts';
import { fill, inspect, open, press } from './journey/guest.ts';
import {
  expectPlaced,
  inList,
  onBoard,
  planProgramme,
  plannedDay,
  pointAt,
  signIn,
  type Planner,
} from './journey/planning.ts';

let day: Day;

beforeAll(async () => {
  const setting = { language: 'de', viewport: { width: 1280, height: 900 }, colorScheme: 'light' } as const;
  day = await openDay(setting, { min: 24_451, max: 24_460 });
});
afterAll(() => closeDay(day));

const warnings = (count: number) => day.t('editor.totals.warnings', { count });

test('an organiser plans a day by mouse, and the public sees it', { timeout: 180_000 }, async () => {
  const planner = await planProgramme(day, 'by-mouse');
  const { page } = planner;
  await open(planner, '/organise/by-mouse/programme/new');
  await fill(page, { 'title.de': 'Begrüßung' });
  await press(page, day.t('organise.session.create'));
  await page.waitForURL((url) => !url.pathname.endsWith('/new'));

  await open(planner, '/organise/by-mouse/programme');
  await page.locator('.board .ec-body').waitFor();
  await inspect(day, planner);
  await dragTo(page, inList(page, 'Begrüßung'), await pointAt(page, 'Saal', '10:00'));
  await expectPlaced(page, 'Begrüßung', 'Saal, 10:00–10:45');

  await dragBy(page, onBoard(page, 'Begrüßung'), 'Saal', '10:00', 'Werkstatt', '11:00');
  await expectPlaced(page, 'Begrüßung', 'Werkstatt, 11:00–11:45');
  await pull(page, onBoard(page, 'Begrüßung'), '11:45', '12:00');
  await expectPlaced(page, 'Begrüßung', 'Werkstatt, 11:00–12:00');

  await press(page, day.t('editor.undo'));
  await expectPlaced(page, 'Begrüßung', 'Werkstatt, 11:00–11:45');
  await press(page, day.t('editor.undo'));
  await expectPlaced(page, 'Begrüßung', 'Saal, 10:00–10:45');
  await press(page, day.t('editor.redo'));
  await expectPlaced(page, 'Begrüßung', 'Werkstatt, 11:00–11:45');

  await dragTo(page, inList(page, 'Pitches'), await pointAt(page, 'Werkstatt', '11:15'));
  await expectPlaced(page, 'Pitches', 'Werkstatt, 11:15–12:00');
  await page.getByText(warnings(1)).waitFor();
  await inspect(day, planner);
  const list = await page.locator('[data-unplaced]').boundingBox();
  if (!list) throw new Error('no list');
  await drag(page, onBoard(page, 'Pitches'), { x: list.x + list.width / 2, y: list.y + 30 });
  await inList(page, 'Pitches').waitFor();
  await page.getByText(warnings(0)).waitFor();

  await press(page, day.t('editor.break.add'));
  await page.locator('[name="startsAt"]:visible').fill(`${plannedDay}T12:00`);
  await press(page, day.t('editor.break.action'));
  await expectPlaced(page, 'Pause', 'Alle Räume, 12:00–12:15');

  await expectPublic(planner, ['Begrüßung', 'Pause'], ['Pitches', 'Runder Tisch']);
  expect(day.problems).toEqual([]);
});

test('an organiser plans a day by keyboard only, and the public sees it', { timeout: 180_000 }, async () => {
  const planner = await planProgramme(day, 'by-keyboard');
  const { page } = planner;
  const keys = async (...strokes: string[]) => {
    for (const stroke of strokes) await page.keyboard.press(stroke);
  };
  await open(planner, '/organise/by-keyboard/programme');
  await page.locator('.board .ec-body').waitFor();

  await tabTo(page, page.getByRole('link', { name: day.t('organise.programme.add') }));
  await keys('Enter');
  await page.waitForURL((url) => url.pathname.endsWith('/new'));
  await tabTo(page, page.locator('[name="title.de"]'));
  await page.keyboard.type('Begrüßung');
  await keys('Enter');
  await page.waitForURL((url) => !url.pathname.endsWith('/new'));
  await tabTo(
    page,
    page
      .locator('main')
      .getByRole('link', { name: day.t('organise.tab.programme') })
      .first(),
  );
  await keys('Enter');
  await page.locator('.board .ec-body').waitFor();

  await tabTo(page, inList(page, 'Begrüßung'));
  await keys('Enter');
  await onBoard(page, 'Begrüßung', 'Saal, 09:00–09:45').waitFor();
  await keys('PageDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'Shift+ArrowUp', 'Enter');
  await expectPlaced(page, 'Begrüßung', 'Werkstatt, 10:10–10:50');
  await expect.poll(() => focusedName(page)).toContain('Begrüßung');

  await keys('Enter', 'ArrowLeft', 'ArrowUp', 'Escape');
  await expectPlaced(page, 'Begrüßung', 'Werkstatt, 10:10–10:50');
  await keys('Enter', 'Shift+ArrowDown', 'Enter');
  await expectPlaced(page, 'Begrüßung', 'Werkstatt, 10:10–10:55');
  await keys('Control+z');
  await expectPlaced(page, 'Begrüßung', 'Werkstatt, 10:10–10:50');
  await expect
    .poll(() => page.getByRole('status').allTextContents())
    .toContainEqual(expect.stringContaining('Rückgängig: Begrüßung, Werkstatt, Mi 8. Sept., 10:10–10:50.'));

  await tabTo(page, inList(page, 'Pitches'));
  await keys('Enter');
  await onBoard(page, 'Pitches', 'Saal, 10:10–10:55').waitFor();
  await keys('ArrowRight');
  await page.getByText(warnings(1)).waitFor();
  await keys('Enter');
  await expectPlaced(page, 'Pitches', 'Werkstatt, 10:10–10:55');
  await keys('Delete');
  await page.getByText(warnings(0)).waitFor();
  await expect.poll(() => focusedName(page)).toContain('Pitches');

  await tabTo(page, page.getByRole('button', { name: day.t('editor.break.add'), exact: true }));
  await keys('Enter');
  await tabTo(page, page.locator('[name="endsAt"]:visible'));
  await keys('Control+a');
  await page.keyboard.type('20');
  await keys('Enter');
  await expectPlaced(page, 'Pause', 'Alle Räume, 10:10–10:30');

  await expectPublic(planner, ['Begrüßung', 'Pause'], ['Pitches', 'Runder Tisch']);
  expect(day.problems).toEqual([]);
});

test(
  'two organisers plan at the same time: each sees what the other did, and who is slower loses nothing',
  {
    timeout: 180_000,
  },
  async () => {
    const olga = await planProgramme(day, 'by-two');
    const other = await day.hub.withRole('Pia Berg', 'admin');
    const pia = await signIn(day, other.name, other.mail);
    for (const guest of [olga, pia]) {
      await open(guest, '/organise/by-two/programme');
      await guest.page.locator('.board .ec-body').waitFor();
    }
    const keys = async (page: Page, ...strokes: string[]) => {
      for (const stroke of strokes) await page.keyboard.press(stroke);
    };

    await inList(olga.page, 'Pitches').focus();
    await keys(olga.page, 'Enter', 'Enter');
    await expectPlaced(olga.page, 'Pitches', 'Saal, 09:00–09:45');
    await expectPlaced(pia.page, 'Pitches', 'Saal, 09:00–09:45');
    await expect
      .poll(() => pia.page.getByRole('status').allTextContents())
      .toContainEqual(expect.stringContaining('Jemand anderes hat Pitches verschoben'));

    // Pia holds it in her hand while Olga moves it.
    await onBoard(pia.page, 'Pitches').focus();
    await keys(pia.page, 'Enter', 'ArrowRight');
    await onBoard(pia.page, 'Pitches', 'Werkstatt, 09:00–09:45').waitFor();
    await onBoard(olga.page, 'Pitches').focus();
    await keys(olga.page, 'Enter', 'PageDown', 'Enter');
    await expectPlaced(olga.page, 'Pitches', 'Saal, 10:00–10:45');
    await keys(pia.page, 'Enter');
    await pia.page.getByText('Jemand anderes war schneller: jetzt Saal, Mi 8. Sept., 10:00–10:45.').waitFor();
    await pia.page.getByText('Du wolltest: Werkstatt, Mi 8. Sept., 09:00–09:45.').waitFor();
    await expectPlaced(pia.page, 'Pitches', 'Saal, 10:00–10:45');
    await inspect(day, pia);
    await press(pia.page, day.t('editor.lost.again'));
    await expectPlaced(pia.page, 'Pitches', 'Werkstatt, 09:00–09:45');
    await expectPlaced(olga.page, 'Pitches', 'Werkstatt, 09:00–09:45');

    // What Olga did has no ground any more.
    await press(olga.page, day.t('editor.undo'));
    await expect
      .poll(() => olga.page.getByRole('status').allTextContents())
      .toContainEqual(expect.stringContaining('Das lässt sich nicht mehr rückgängig machen.'));
    await expectPlaced(olga.page, 'Pitches', 'Werkstatt, 09:00–09:45');
    expect(await olga.page.getByRole('button', { name: day.t('editor.undo') }).getAttribute('aria-disabled')).toBe(
      'true',
    );

    // A session that one deletes goes away at the other.
    const { sessions } = await other.hub.call('GET /api/events/:event/draft', { params: { event: 'by-two' } });
    const table = sessions.find(({ title }) => title.de === 'Runder Tisch')?.id ?? '';
    await other.hub.call('DELETE /api/events/:event/draft/sessions/:session', {
      params: { event: 'by-two', session: table },
    });
    await inList(olga.page, 'Runder Tisch').waitFor({ state: 'detached' });
    // The browser notes by itself that a request was refused, and it was one.
    expect(day.problems.splice(0)).toEqual([expect.stringContaining('409 (Conflict)')]);
  },
);

test(
  'an organiser lets the hub propose places, looks at them, throws them away, and takes the next',
  {
    timeout: 180_000,
  },
  async () => {
    const planner = await planProgramme(day, 'by-itself');
    const { page } = planner;
    await open(planner, '/organise/by-itself/programme');
    await page.locator('.board .ec-body').waitFor();
    const search = async () => {
      await press(page, day.t('editor.auto.action'));
      await press(page, day.t('editor.auto.begin'));
      await page.getByText(day.t('editor.auto.found', { count: 2 })).waitFor({ timeout: 60_000 });
    };
    await search();
    expect(await page.locator('.board .proposed').count()).toBe(2);
    await inspect(day, planner);
    await press(page, day.t('editor.auto.discard'));
    await page.locator('.board .proposed').first().waitFor({ state: 'detached' });
    await page.getByText(day.t('editor.totals.unplaced', { count: 2 })).waitFor();

    await search();
    await press(page, day.t('editor.auto.accept'));
    await page.getByText(day.t('editor.totals.unplaced', { count: 0 })).waitFor();
    await page.getByText(warnings(0)).waitFor();
    for (const title of ['Pitches', 'Runder Tisch']) await onBoard(page, title).waitFor();
    expect(await page.locator('.board .proposed').count()).toBe(0);
    expect(day.problems).toEqual([]);
  },
);

/** From the list to the board, as browsers drag. */
async function dragTo(page: Page, what: Locator, to: { x: number; y: number }): Promise<void> {
  await what.hover();
  await page.mouse.down();
  await page.mouse.move(to.x, to.y - 8, { steps: 5 });
  await page.mouse.move(to.x, to.y + 1, { steps: 2 });
  await page.mouse.up();
}

/** A session taken at its middle. */
async function drag(page: Page, what: Locator, to: { x: number; y: number }): Promise<void> {
  await what.hover();
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

/** Moves a session as far as one place on the board is from another. */
async function dragBy(page: Page, what: Locator, ...[room, time, toRoom, toTime]: string[]): Promise<void> {
  const from = await pointAt(page, room ?? '', time ?? '');
  const to = await pointAt(page, toRoom ?? '', toTime ?? '');
  const box = await what.boundingBox();
  if (!box) throw new Error('not on the board');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await drag(page, what, { x: middle.x + to.x - from.x, y: middle.y + to.y - from.y });
}

/** Pulls the lower edge of a session from one time to another. */
async function pull(page: Page, what: Locator, from: string, to: string): Promise<void> {
  const box = await what.boundingBox();
  if (!box) throw new Error('not on the board');
  const distance = (await pointAt(page, 'Saal', to)).y - (await pointAt(page, 'Saal', from)).y;
  const edge = { x: box.x + box.width / 2, y: box.y + box.height - 3 };
  await page.mouse.move(edge.x, edge.y);
  await page.mouse.down();
  await page.mouse.move(edge.x, edge.y + distance, { steps: 8 });
  await page.mouse.up();
}

/** Goes on with the tab key until something has the focus. */
async function tabTo(page: Page, what: Locator): Promise<void> {
  await what.first().waitFor();
  for (let strokes = 0; strokes < 120; strokes += 1) {
    if (await what.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the tab key never came to ${String(what)}`);
}

const focusedName = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

async function expectPublic({ page, event, ...guest }: Planner, there: string[], missing: string[]): Promise<void> {
  const planner = { page, event, ...guest };
  await open(planner, `/organise/${event}/releases`);
  await press(page, day.t('organise.release.action'));
  await page.getByRole('heading', { name: day.t('organise.release.past') }).waitFor();
  await open(planner, `/organise/${event}`);
  await press(page, day.t('organise.publish'));
  await page.getByText(day.t('organise.overview.published')).waitFor();
  const visitor = await day.browser.newContext({ baseURL: day.hub.url, locale: 'de-DE' });
  const schedule = await visitor.newPage();
  await schedule.goto(`/events/${event}/schedule`);
  for (const title of there) await schedule.getByText(title).first().waitFor();
  for (const title of missing) expect(await schedule.getByText(title).count()).toBe(0);
  await visitor.close();
}
