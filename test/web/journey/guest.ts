import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Day } from './day.ts';
import { axeFindings, collectProblems } from './problems.ts';

/** Somebody with a browser of their own. */
export interface Guest {
  name: string;
  mail: string;
  context: BrowserContext;
  page: Page;
  /** Paths of the pages they came to, and of those axe has looked at. */
  visited: Set<string>;
  inspected: Set<string>;
}

export const password = 'correct horse battery';

/** Opens a browser for somebody, who is not signed in yet. */
export async function arrive(day: Day, name: string, mail = `${name.split(' ')[0]?.toLowerCase()}@example.org`) {
  const { language, viewport, colorScheme } = day.setting;
  const context = await day.browser.newContext({
    viewport,
    colorScheme,
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    baseURL: `http://localhost:${new URL(day.hub.url).port}`,
    // What moves while it is looked at has colours in between.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const guest: Guest = { name, mail, context, page, visited: new Set(), inspected: new Set() };
  collectProblems(page, day.hub.url, (problem) => day.problems.push(`${name} on ${page.url()}: ${problem}`));
  page.on('framenavigated', (frame) => {
    const { protocol, pathname } = new URL(frame.url());
    if (protocol === 'http:') guest.visited.add(pathname);
  });
  day.guests.set(name, guest);
  return guest;
}

/** Signs somebody in who has an account with a verified address; `admin` may create events. */
export async function arriveSignedIn(day: Day, name: string, role?: 'admin'): Promise<Guest> {
  const person = role ? await day.hub.withRole(name, role) : await day.hub.person(name, { verified: true });
  const guest = await arrive(day, name, person.mail);
  await open(guest, '/sign-in');
  await inspect(day, guest);
  await fill(guest.page, { email: guest.mail, password });
  await press(guest.page, day.t('account.signIn.action'));
  await guest.page.waitForURL((url) => url.pathname === '/');
  await inspect(day, guest);
  return guest;
}

/** Goes to an address and waits until the page answers to clicks. */
export async function open({ page }: Guest, path: string): Promise<void> {
  await page.goto(path);
  // SvelteKit puts the announcer there as soon as the page is alive; the script of a document has run when it is loaded.
  await page.locator('#svelte-announcer, #words').waitFor({ state: 'attached' });
}

/** Fills in a form's fields by their names. */
export async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.locator(`[name="${name}"]:visible`).fill(value);
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** axe looks at the page as it stands; what is serious or critical counts as a problem of the day. */
export async function inspect(day: Day, { name, page, inspected }: Guest): Promise<void> {
  const { pathname } = new URL(page.url());
  inspected.add(pathname);
  for (const finding of await axeFindings(page)) day.problems.push(`${name} on ${pathname}: ${finding}`);
}

export function guestOf(day: Day, name: string): Guest {
  const guest = day.guests.get(name);
  if (!guest) throw new Error(`${name} has not come yet`);
  return guest;
}

/** Types into a combobox and takes what it finds. */
export async function choose(page: Page, field: string, label: string): Promise<void> {
  await page.locator(`input[name="${field}"][role="combobox"]`).pressSequentially(label);
  await page.getByRole('option', { name: label }).click();
}

/** Writes a line into the chat in sight. */
export async function say(day: Day, { page }: Guest, text: string): Promise<void> {
  await page.getByRole('textbox', { name: day.t('chat.label') }).fill(text);
  await press(page, day.t('chat.send'));
}

/** The video inside `part` has a picture, and goes on decoding frames. */
export async function expectPicture(part: Locator): Promise<void> {
  const video = part.locator('video');
  const look = () =>
    video.evaluate((element: HTMLVideoElement) => ({
      width: element.videoWidth,
      frames: element.getVideoPlaybackQuality().totalVideoFrames,
      at: element.currentTime,
    }));
  await video.waitFor({ timeout: 30_000 });
  const before = await look();
  await vi.waitFor(
    async () => {
      const now = await look();
      expect(now.width).toBeGreaterThan(0);
      expect(now.frames).toBeGreaterThan(before.frames + 10);
      expect(now.at).toBeGreaterThan(before.at);
    },
    { timeout: 30_000, interval: 100 },
  );
}
