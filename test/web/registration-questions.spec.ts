import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDay, openDay, type Day } from './journey/day.ts';
import { fill, inspect, open, press } from './journey/guest.ts';
import { plannedDay, signIn } from './journey/planning.ts';

let day: Day;

beforeAll(async () => {
  const setting = { language: 'de', viewport: { width: 360, height: 780 }, colorScheme: 'light' } as const;
  day = await openDay(setting, { min: 24_481, max: 24_490 });
});
afterAll(() => closeDay(day));

const event = 'fragenacht';
const params = { event };

test('what an organiser asks is answered when registering, changed later, and read by the organiser', async () => {
  const olga = await day.hub.withRole('Olga Nowak', 'admin');
  await olga.hub.call('POST /api/events', {
    body: {
      slug: event,
      kind: 'startup_night',
      format: 'in_person',
      title: { de: 'Fragenacht' },
      zone: 'Europe/Berlin',
      startsAt: `${plannedDay}T18:00:00+02:00`,
      endsAt: `${plannedDay}T22:00:00+02:00`,
    },
  });
  await olga.hub.call('POST /api/events/:event/publication', { params });
  await olga.hub.call('POST /api/events/:event/ticket-types', {
    params,
    body: { name: { de: 'Besuch' }, capacity: 9 },
  });

  const organiser = await signIn(day, olga.name, olga.mail);
  await open(organiser, `/organise/${event}/registrations`);
  await organiser.page.getByRole('link', { name: day.t('organise.registrations.questions'), exact: true }).click();
  await organiser.page.waitForURL((url) => url.pathname.endsWith('/questions'));
  await press(organiser.page, day.t('forms.new'));
  await fill(organiser.page, { 'label.de': 'Was isst du?' });
  await organiser.page.getByLabel(day.t('forms.required')).check();
  await press(organiser.page, day.t('forms.add'));
  await organiser.page.getByRole('heading', { name: 'Was isst du?' }).waitFor();
  await inspect(day, organiser);
  const [food] = (await olga.hub.call('GET /api/events/:event/registration-questions', { params })).items;
  const field = `answers.${food?.id ?? ''}`;

  const account = await day.hub.person('Ada Yilmaz', { verified: true });
  const ada = await signIn(day, account.name, account.mail);
  await open(ada, `/events/${event}`);
  await press(ada.page, day.t('events.register.action'));
  await ada.page.locator(`[name="${field}"]`).waitFor();
  await press(ada.page, day.t('registration.form.send'));
  await ada.page.locator(`[name="${field}"][aria-invalid="true"]`).waitFor();
  await inspect(day, ada);
  await fill(ada.page, { [field]: 'Alles' });
  await press(ada.page, day.t('registration.form.send'));
  await ada.page.getByRole('link', { name: day.t('events.register.ticket') }).waitFor();

  const shirt = await olga.hub.call('POST /api/events/:event/forms/:form/questions', {
    params: { ...params, form: 'registration' },
    body: { kind: 'line', label: { de: 'Welche Größe?' }, required: true },
  });
  await open(ada, '/me/tickets');
  await ada.page.getByText(day.t('registration.answers.missing', { count: 1 })).waitFor();
  await inspect(day, ada);
  await ada.page.getByRole('link', { name: day.t('registration.tickets.show') }).click();
  await ada.page.getByRole('heading', { name: day.t('registration.ticket.transfer') }).waitFor();
  await inspect(day, ada);
  await ada.page.getByRole('link', { name: day.t('registration.answers.answer') }).click();
  await ada.page.waitForURL((url) => url.pathname.endsWith('/answers'));
  expect(await ada.page.locator(`[name="${field}"]`).inputValue()).toBe('Alles');
  await fill(ada.page, { [field]: 'Vegan', [`answers.${shirt.id}`]: 'M' });
  await press(ada.page, day.t('registration.answers.save'));
  await ada.page.getByText(day.t('registration.answers.saved')).waitFor();
  await inspect(day, ada);

  await open(organiser, `/organise/${event}/registrations`);
  await organiser.page.getByRole('button', { name: day.t('organise.registrations.read') }).click();
  const answers = organiser.page.getByRole('dialog');
  await answers.getByText('Vegan').waitFor();
  await inspect(day, organiser);
  expect(await answers.locator('dd').allTextContents()).toEqual(
    ['Vegan', 'M'].map((said) => expect.stringContaining(said)),
  );
  expect(day.problems).toEqual([]);
});
