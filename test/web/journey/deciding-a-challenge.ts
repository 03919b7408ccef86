import { passTo, type Day } from './day.ts';
import { choose, fill, guestOf, inspect, open, press } from './guest.ts';

const startup = 'Ladepunkt Ruhr';

/** A company sets a task, the attendee's start-up applies, is shortlisted, judged, and published as the winner. */
export async function decideAChallenge(day: Day): Promise<void> {
  const { t, event, today, tomorrow } = day;
  const { language } = day.setting;
  const organiser = guestOf(day, 'Olga Nowak');
  const company = guestOf(day, 'Pia Hoffmann');
  const applicant = guestOf(day, 'Deniz Yilmaz');
  const juror = guestOf(day, 'Mara Kowalski');

  await open(organiser, `/organise/${event}/challenges`);
  await choose(organiser.page, 'companyId', 'Stadtwerke Musterstadt');
  await fill(organiser.page, {
    [`title.${language}`]: 'Laden im Quartier',
    opensAt: `${today}T00:00`,
    deadlineAt: `${tomorrow}T12:00`,
    [`criteria.0.name.${language}`]: 'Wirkung',
  });
  await inspect(day, organiser);
  await press(organiser.page, t('challenges.organise.create'));
  await organiser.page.waitForURL(`/organise/${event}/challenges/*`);
  const desk = new URL(organiser.page.url()).pathname;
  const challenge = desk.replace('/organise/', '/events/');
  await fill(organiser.page, { email: juror.mail });
  await press(organiser.page, t('challenges.organise.invite'));
  await organiser.page.getByText(t('challenges.organise.invited', { name: juror.name })).waitFor();
  await inspect(day, organiser);

  await open(company, `${challenge}/edit`);
  await fill(company.page, { [`brief.${language}`]: 'Wie laden Menschen, die keine Garage haben?' });
  await inspect(day, company);
  await press(company.page, t('challenges.edit.publish'));
  await company.page.waitForURL(challenge);
  await inspect(day, company);

  await open(applicant, `/events/${event}/challenges`);
  await inspect(day, applicant);
  await applicant.page.getByRole('link', { name: 'Laden im Quartier' }).click();
  await applicant.page.getByRole('link', { name: t('challenges.page.apply') }).click();
  await applicant.page.waitForURL(`${challenge}/apply`);
  await fill(applicant.page, { name: startup, pitch: 'Laternen, die laden.' });
  await inspect(day, applicant);
  await press(applicant.page, t('challenges.apply.send'));
  await applicant.page.getByRole('heading', { name: t('challenges.page.mine') }).waitFor();
  await inspect(day, applicant);

  // After the deadline in either season.
  await passTo(day, new Date(`${tomorrow}T11:30:00Z`));
  await open(organiser, desk);
  await press(organiser.page, `${t('challenges.organise.choose')}: ${startup}`);
  await fill(organiser.page, { startsAt: `${tomorrow}T15:00` });
  await press(organiser.page, t('challenges.organise.saveShortlist'));
  await press(organiser.page, t('challenges.organise.announce'));
  const dialog = organiser.page.getByRole('dialog');
  await dialog.getByRole('button', { name: t('challenges.organise.announce') }).click();
  await organiser.page.getByRole('heading', { name: t('challenges.organise.standings') }).waitFor();

  await open(juror, challenge);
  await juror.page.getByRole('link', { name: t('challenges.page.judge') }).click();
  await juror.page.getByRole('group', { name: 'Wirkung' }).getByRole('radio', { name: '4', exact: true }).check();
  await juror.page.getByText(t('challenges.jury.done')).waitFor();
  await juror.page.getByText(t('challenges.jury.saved'), { exact: true }).waitFor();
  await inspect(day, juror);

  await open(organiser, desk);
  await inspect(day, organiser);
  await press(organiser.page, t('challenges.organise.award'));
  await dialog.getByRole('button', { name: t('challenges.organise.award') }).click();
  await organiser.page.getByText(t('challenges.list.winner', { name: startup })).waitFor();

  await open(applicant, challenge);
  await applicant.page.getByText(t('challenges.page.winner')).getByRole('link', { name: startup }).waitFor();
  await inspect(day, applicant);
}
