import { readFile } from 'node:fs/promises';
import ical from 'ical.js';
import { expect } from 'vitest';
import type { Day } from './day.ts';
import { arrive, fill, inspect, open, password, press } from './guest.ts';

/** An attendee creates an account, takes a place, keeps a session, and takes it home as a calendar file. */
export async function attend(day: Day): Promise<void> {
  const { t, event, tomorrow } = day;
  const attendee = await arrive(day, 'Deniz Yilmaz');
  const { page } = attendee;
  await open(attendee, `/events/${event}`);
  await inspect(day, attendee);
  await page.getByRole('link', { name: t('events.register.action') }).click();
  await page.getByRole('link', { name: t('account.signIn.signUp') }).click();
  await page.waitForURL('/sign-up?**');
  await inspect(day, attendee);
  await fill(page, { name: attendee.name, email: attendee.mail, password });
  await press(page, t('account.signUp.action'));
  await page.waitForURL(`/events/${event}`);
  await press(page, t('events.register.action'));
  await page.getByRole('heading', { name: t('events.register.in') }).waitFor();
  await inspect(day, attendee);

  await page
    .getByRole('link', { name: t('events.register.schedule') })
    .first()
    .click();
  await page.waitForURL(`/events/${event}/schedule`);
  await inspect(day, attendee);
  await open(attendee, `/events/${event}/schedule?day=${tomorrow}`);
  await page.getByRole('link', { name: 'Wärme aus Grubenwasser', exact: true }).first().click();
  await page.waitForURL(`/events/${event}/schedule/*`);
  await press(page, t('programme.session.keep'));
  await page.getByRole('button', { name: t('programme.session.kept') }).waitFor();
  await inspect(day, attendee);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: t('programme.session.calendar') }).click(),
  ]);
  const calendar = new ical.Component(ical.parse(await readFile(await download.path(), 'utf8')));
  const entry = new ical.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
  expect(entry.summary).toBe('Wärme aus Grubenwasser');
  expect(entry.startDate.toJSDate()).toEqual(
    new Date(String(await page.locator('article time').first().getAttribute('datetime'))),
  );

  await open(attendee, '/agenda');
  await page.getByRole('link', { name: 'Wärme aus Grubenwasser' }).waitFor();
  await inspect(day, attendee);
}
