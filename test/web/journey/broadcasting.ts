import type { Day } from './day.ts';
import { arrive, arriveSignedIn, expectPicture, guestOf, inspect, open, press, say } from './guest.ts';

/** A room becomes a stage; its invited speaker goes on air, the attendee sees the picture, writes, and sees the end. */
export async function broadcast(day: Day): Promise<void> {
  const { t, event } = day;
  const organiser = guestOf(day, 'Olga Nowak');
  const attendee = guestOf(day, 'Deniz Yilmaz');
  const speaker = await arriveSignedIn(day, 'Mara Kowalski');

  // The file knew the speaker by name only; who proves the invited address is that person.
  await open(organiser, `/organise/${event}/programme`);
  await organiser.page.getByRole('link', { name: 'Begrüßung' }).first().click();
  await press(organiser.page, t('organise.speakers.invite'));
  const dialog = organiser.page.getByRole('dialog');
  await dialog.locator('[name="email"]').fill(speaker.mail);
  await inspect(day, organiser);
  await dialog.getByRole('button', { name: t('organise.speakers.invite') }).click();
  await organiser.page.getByText(t('organise.speakers.invited', { name: speaker.name })).waitFor();

  await open(organiser, `/events/${event}/stage`);
  await organiser.page.locator('[name="roomId"]').selectOption({ label: 'Lichthof' });
  await press(organiser.page, t('live.make.action'));
  await organiser.page.getByRole('heading', { name: 'Lichthof' }).waitFor();
  await inspect(day, organiser);

  for (const guest of [attendee, speaker]) {
    await open(guest, `/events/${event}/stage`);
    await guest.page.getByRole('link', { name: t('live.list.open') }).click();
  }
  await attendee.page.getByText(t('live.poster.off')).waitFor();
  await attendee.page.getByText(t('live.viewers', { count: 2 })).waitFor();
  await inspect(day, attendee);

  await press(speaker.page, t('media.own.open'));
  await press(speaker.page, t('live.perform.go'));
  await speaker.page.getByText(t('live.perform.sending')).waitFor();
  await inspect(day, speaker);
  await expectPicture(attendee.page.getByRole('region', { name: t('live.picture') }));
  await inspect(day, attendee);
  await findTheStage(day);

  await say(day, attendee, 'Guter Pitch!');
  await speaker.page.getByRole('log').getByText('Guter Pitch!').waitFor();
  await press(speaker.page, t('live.perform.end'));
  await press(speaker.page, t('live.perform.endAction'));
  await attendee.page.getByText(t('live.poster.ended')).waitFor();
}

/** Somebody without an account comes to the stage by the programme, while the session is on. */
async function findTheStage(day: Day): Promise<void> {
  const { t, event, today } = day;
  const visitor = await arrive(day, 'Selma Aydın');
  const { page } = visitor;
  await open(visitor, `/events/${event}/schedule?day=${today}`);
  await page.getByRole('link', { name: 'Begrüßung', exact: true }).first().click();
  await page.waitForURL(`/events/${event}/schedule/*`);
  const begins = Date.parse(String(await page.locator('article time').first().getAttribute('datetime')));
  const watch = page.getByRole('link', { name: t('events.register.stage'), exact: true });

  await visitor.context.clock.setFixedTime(begins - 60_000);
  await open(visitor, new URL(page.url()).pathname);
  await page.getByRole('link', { name: 'Lichthof', exact: true }).waitFor();
  await watch.waitFor({ state: 'detached' });
  await visitor.context.clock.setFixedTime(begins + 60_000);
  await open(visitor, new URL(page.url()).pathname);
  await watch.waitFor();
  await inspect(day, visitor);
  await watch.click();
  await page.waitForURL(`/events/${event}/stage/*`);
}
