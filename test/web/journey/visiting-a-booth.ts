import { organisations } from '../../../apps/hub/src/database/tables/organisation.table.ts';
import type { Day } from './day.ts';
import { arriveSignedIn, choose, fill, guestOf, inspect, open, press, say } from './guest.ts';

const exhibitor = 'Stadtwerke Musterstadt';

/** A booth is given out and opened; the attendee asks there, one of two staff members answers, and they talk. */
export async function visitABooth(day: Day): Promise<void> {
  const { t, event } = day;
  const organiser = guestOf(day, 'Olga Nowak');
  const attendee = guestOf(day, 'Deniz Yilmaz');
  const staff = await arriveSignedIn(day, 'Pia Hoffmann');
  const colleague = await arriveSignedIn(day, 'Tom Becker');

  await open(staff, '/organisations/new');
  await inspect(day, staff);
  await fill(staff.page, { name: exhibitor, city: 'Bochum' });
  await staff.page.locator('[name="kind"]').selectOption('company');
  await press(staff.page, t('organisations.new.action'));
  await staff.page.waitForURL('/organisations/stadtwerke-musterstadt/edit');
  await inspect(day, staff);

  // More than a list of choices holds, and all of them come before it by name.
  const others = Array.from({ length: 60 }, (_, index) => {
    return {
      slug: `anderswo-${index}`,
      kind: 'company' as const,
      name: `Anderswo ${index}`,
      languages: ['de' as const],
    };
  });
  await day.hub.database.database.transaction((tx) => tx.insert(organisations).values(others));
  const { page } = organiser;
  await open(organiser, `/organise/${event}/fair`);
  await fill(page, { [`name.${day.setting.language}`]: 'Halle 1' });
  await press(page, t('fair.plan.addHall'));
  await page.getByRole('heading', { name: 'Halle 1' }).waitFor();
  await choose(page, 'organisation', exhibitor);
  await page.locator('[name="hallId"]').selectOption({ label: 'Halle 1' });
  await press(page, t('fair.plan.addBooth'));
  await page.getByRole('link', { name: exhibitor }).waitFor();
  await press(page, t('fair.plan.staff'));
  for (const member of [staff, colleague]) {
    await page.getByRole('dialog').locator('[name="email"]').fill(member.mail);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('fair.plan.addStaff'), exact: true })
      .click();
    await page.getByRole('dialog').getByRole('listitem').filter({ hasText: member.name }).waitFor();
  }
  await inspect(day, organiser);

  const booth = `/events/${event}/fair/stadtwerke-musterstadt`;
  await open(staff, booth);
  await staff.page.getByRole('link', { name: t('fair.toStaff') }).click();
  await press(staff.page, t('fair.staff.open'));
  await staff.page.getByText(t('fair.staff.isOpen')).waitFor();
  await inspect(day, staff);
  await open(colleague, `${booth}/staff`);

  await open(attendee, `/events/${event}/fair`);
  await attendee.page
    .getByText(t('fair.staffed', { count: 2 }))
    .first()
    .waitFor();
  await inspect(day, attendee);
  await attendee.page.getByRole('link', { name: exhibitor }).click();
  await attendee.page.waitForURL(booth);
  await fill(attendee.page, { message: 'Sucht ihr noch Ladesäulen?' });
  await press(attendee.page, t('fair.contact.ask'));
  await attendee.page.getByText(t('fair.contact.waitingText')).waitFor();
  await inspect(day, attendee);

  await colleague.page.getByText('Sucht ihr noch Ladesäulen?').waitFor();
  await press(staff.page, t('fair.staff.answer'));
  await attendee.page.getByText(t('fair.contact.answered', { name: staff.name })).waitFor();
  await colleague.page.getByText(t('fair.staff.with', { name: staff.name, visitor: attendee.name })).waitFor();
  await inspect(day, colleague);

  await say(day, attendee, 'Wir bauen welche.');
  await staff.page.getByRole('log').getByText('Wir bauen welche.').waitFor();
  await say(day, staff, 'Dann erzähl!');
  await attendee.page.getByRole('log').getByText('Dann erzähl!').waitFor();
  await inspect(day, staff);
  await inspect(day, attendee);

  await press(attendee.page, t('fair.contact.end'));
  await staff.page.getByText(t('fair.contact.ended', { name: attendee.name })).waitFor();
}
