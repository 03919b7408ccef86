import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Day } from './day.ts';
import { arrive, fill, open, press, type Guest } from './guest.ts';

/** An organiser with an event that has two rooms and, besides what they make themselves, two sessions without a time. */
export interface Planner extends Guest {
  event: string;
}

/** The day that is planned. */
export const plannedDay = '2027-09-08';

/** Makes the event, and signs its organiser in to the page where its programme is planned. */
export async function planProgramme(day: Day, event: string): Promise<Planner> {
  const olga = await day.hub.withRole('Olga Nowak', 'admin');
  const zone = 'Europe/Berlin';
  await olga.hub.call('POST /api/events', {
    body: {
      slug: event,
      kind: 'startup_night',
      format: 'in_person',
      title: { de: 'Planspiel', en: 'Rehearsal' },
      city: 'Essen',
      zone,
      startsAt: `${plannedDay}T09:00:00+02:00`,
      endsAt: `${plannedDay}T18:00:00+02:00`,
    },
  });
  for (const name of ['Saal', 'Werkstatt']) {
    await olga.hub.call('POST /api/events/:event/draft/rooms', { params: { event }, body: { name } });
  }
  for (const title of ['Pitches', 'Runder Tisch']) {
    await olga.hub.call('POST /api/events/:event/draft/sessions', {
      params: { event },
      body: { title: { de: title }, lengthMinutes: 45 },
    });
  }
  const guest = await signIn(day, olga.name, olga.mail);
  return { ...guest, event };
}

export async function signIn(day: Day, name: string, mail: string): Promise<Guest> {
  const guest = await arrive(day, name, mail);
  await open(guest, '/sign-in');
  await fill(guest.page, { email: mail, password: 'correct horse battery' });
  await press(guest.page, day.t('account.signIn.action'));
  await guest.page.waitForURL((url) => url.pathname === '/');
  return guest;
}

/** A session on the board, which says itself where and when it is. */
export const onBoard = (page: Page, title: string, place = ''): Locator =>
  page.locator('.board').getByRole('button', { name: `${title}, ${place}` });

/** A session in the list of those without a time. */
export const inList = (page: Page, title: string): Locator =>
  page.locator('[data-unplaced]').getByRole('button', { name: title });

/** Waits until a session is on the board at a place, as `Saal, 10:00–10:45`, and until the hub has it there. */
export async function expectPlaced(page: Page, title: string, place: string): Promise<void> {
  await onBoard(page, title, place).waitFor();
  await expect.poll(() => page.locator('.saving').textContent()).toBe('');
}

/** Where on the screen the board has a room at a time, `HH:MM`; in the middle of the column. */
export async function pointAt(page: Page, room: string, time: string): Promise<{ x: number; y: number }> {
  const heads = await page.locator('.board .ec-col-head').allTextContents();
  const column = page.locator('.board .ec-body .ec-day').nth(heads.findIndex((head) => head.includes(room)));
  const hours = await page.locator('.board .ec-body .ec-sidebar time').allTextContents();
  const box = await column.boundingBox();
  if (!box) throw new Error(`no column of ${room}`);
  const minutes = minutesOf(time) - minutesOf(hours[0] ?? '');
  return { x: box.x + box.width / 2, y: box.y + (minutes / (hours.length * 60)) * box.height };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
