import type { Day } from './day.ts';
import { arriveSignedIn, fill, inspect, open, press } from './guest.ts';
import { programmeFile } from './programme-file.ts';

/** An organiser makes an event, imports its programme, releases it, publishes, and opens registration. */
export async function organise(day: Day): Promise<void> {
  const { t, event, today, tomorrow } = day;
  const organiser = await arriveSignedIn(day, 'Olga Nowak', 'admin');
  const { page } = organiser;

  await open(organiser, '/organise/new');
  await inspect(day, organiser);
  await fill(page, { [`title.${day.setting.language}`]: 'Startup-Nacht', slug: event });
  await page.locator('[name="kind"]').selectOption('startup_night');
  await page.locator('[name="format"]').selectOption('hybrid');
  await fill(page, { startsAt: `${today}T00:00`, endsAt: `${tomorrow}T23:00`, city: 'Essen' });
  await press(page, t('organise.new.action'));
  await page.waitForURL(`/organise/${event}`);
  await inspect(day, organiser);

  await page.getByRole('link', { name: t('organise.step.programmeAction') }).click();
  await page.locator('input[type="file"]').setInputFiles(programmeFile(day));
  await press(page, t('organise.import.action'));
  await page.getByRole('progressbar').waitFor();
  await page.getByText(t('organise.import.done', { name: 'startup-nacht.json' })).waitFor();
  await page.getByText(t('organise.import.sessions', { count: 4 })).waitFor();
  await inspect(day, organiser);
  await page.getByRole('link', { name: t('organise.import.toProgramme') }).click();
  await page.getByRole('link', { name: 'Begrüßung' }).first().waitFor();
  await inspect(day, organiser);

  await open(organiser, `/organise/${event}/releases`);
  await press(page, t('organise.release.action'));
  await page.getByRole('heading', { name: t('organise.release.past') }).waitFor();
  await inspect(day, organiser);

  await open(organiser, `/organise/${event}`);
  await press(page, t('organise.publish'));
  await page.getByText(t('organise.overview.published')).waitFor();

  await page.getByRole('link', { name: t('organise.step.ticketsAction') }).click();
  await fill(page, { capacity: '50' });
  await press(page, t('organise.registrations.open'));
  await page.getByRole('heading', { name: t('organise.registrations.list') }).waitFor();
  await inspect(day, organiser);
}
