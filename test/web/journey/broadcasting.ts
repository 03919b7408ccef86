import type { Day } from './day.ts';
import { arriveSignedIn, expectPicture, guestOf, inspect, open, press, say } from './guest.ts';

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

  await say(day, attendee, 'Guter Pitch!');
  await speaker.page.getByRole('log').getByText('Guter Pitch!').waitFor();
  await press(speaker.page, t('live.perform.end'));
  await press(speaker.page, t('live.perform.endAction'));
  await attendee.page.getByText(t('live.poster.ended')).waitFor();
}
