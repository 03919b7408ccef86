import { expect } from 'vitest';
import { passTo, type Day } from './day.ts';
import { expectPicture, guestOf, inspect, open, press } from './guest.ts';

/** Somebody says when they can be met, the attendee asks, it is agreed on, and they talk face to face. */
export async function meet(day: Day): Promise<void> {
  const { t, event, tomorrow } = day;
  const attendee = guestOf(day, 'Deniz Yilmaz');
  const speaker = guestOf(day, 'Mara Kowalski');
  const both = [
    [attendee, speaker],
    [speaker, attendee],
  ] as const;

  await open(speaker, `/events/${event}/meetings`);
  await speaker.page.getByRole('tab', { name: t('meetings.tabs.availability') }).click();
  await speaker.page
    .getByRole('button', { name: t('meetings.availability.add') })
    .last()
    .click();
  await speaker.page.locator('[name="windows.0.startsAt"]').fill('10:00');
  await speaker.page.locator('[name="windows.0.endsAt"]').fill('11:00');
  await press(speaker.page, t('meetings.availability.save'));
  await speaker.page.getByText(t('meetings.availability.saved')).waitFor();
  await inspect(day, speaker);

  await open(attendee, `/events/${event}/meetings`);
  await inspect(day, attendee);
  await attendee.page
    .getByRole('listitem')
    .filter({ has: attendee.page.getByRole('heading', { name: speaker.name }) })
    .getByRole('button', { name: '10:00' })
    .click();
  await attendee.page.getByRole('dialog').locator('[name="reason"]').fill('Wärme für unser Quartier');
  await inspect(day, attendee);
  await attendee.page
    .getByRole('dialog')
    .getByRole('button', { name: t('meetings.request.action') })
    .click();
  await attendee.page.getByRole('heading', { name: t('meetings.mine.outgoing') }).waitFor();

  await speaker.page.getByRole('tab', { name: t('meetings.tabs.mine') }).click();
  await press(speaker.page, t('meetings.mine.accept'));
  await speaker.page.getByRole('heading', { name: t('meetings.mine.agreed') }).waitFor();
  await inspect(day, speaker);
  await attendee.page.getByRole('heading', { name: t('meetings.mine.agreed') }).waitFor();

  const agreed = attendee.page.locator('article time').first();
  const startsAt = new Date(String(await agreed.getAttribute('datetime')));
  expect(startsAt.toISOString()).toContain(tomorrow);
  for (const [guest, other] of both) {
    await open(guest, '/agenda');
    await guest.page.getByRole('link', { name: other.name }).waitFor();
    await inspect(day, guest);
  }

  // The room opens five minutes before: it is that time now, on the hub's clock and on theirs.
  await passTo(day, new Date(startsAt.getTime() - 4 * 60_000));
  for (const [guest, other] of both) {
    await open(guest, '/agenda');
    await guest.page.getByRole('link', { name: other.name }).click();
    await press(guest.page, t('meetings.mine.join'));
    await press(guest.page, t('media.own.open'));
  }
  for (const [guest, other] of both) {
    await expectPicture(guest.page.getByRole('figure').filter({ hasText: other.name }));
    await inspect(day, guest);
  }

  // What is on is what the agenda opens, also when something comes after it.
  await passTo(day, new Date(startsAt.getTime() + 60_000));
  await open(attendee, '/agenda');
  const toOpen = attendee.page
    .getByRole('listitem')
    .filter({ has: attendee.page.getByRole('link', { name: t('agenda.open'), exact: true }) });
  await toOpen.getByRole('link', { name: speaker.name }).waitFor();
  expect(await toOpen.count()).toBe(1);
  await attendee.page.getByRole('link', { name: 'Wärme aus Grubenwasser' }).waitFor();
}
