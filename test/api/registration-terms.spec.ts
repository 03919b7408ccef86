import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RouteByKey, RouteCall } from '@hubwerk/contracts';
import { createEvent } from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let organiser: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  organiser = await hub.withRole('Organiser', 'organiser');
});
afterAll(() => hub.close());

type TypeBody = RouteCall<RouteByKey['POST /api/events/:event/ticket-types']>['body'];

async function open(slug: string, type: Omit<TypeBody, 'name'>) {
  await createEvent(organiser, slug);
  const params = { event: slug };
  await organiser.hub.call('POST /api/events/:event/publication', { params });
  const body = { name: { de: 'Ticket', en: 'Ticket' }, ...type };
  const { id } = await organiser.hub.call('POST /api/events/:event/ticket-types', { params, body });
  return { params, ticketTypeId: id };
}
const shown = async (event: string) =>
  (await hub.visitor().hub.call('GET /api/events/:event/ticket-types', { params: { event } })).items;
const register = (person: TestPerson, event: string, body: object = {}) =>
  person.hub.call('POST /api/events/:event/registrations', { params: { event }, body });
const fieldsOf = (refused: Promise<unknown>) =>
  refused.then(
    () => 'accepted',
    (error: { code: string; issues?: { path: unknown[] }[] }) =>
      error.issues?.length ? error.issues.map(({ path }) => path.join('.')) : error.code,
  );
const mailsTo = async (person: { mail: string }) => {
  await hub.settled();
  return hub.database.database.sql<{ subject: string; body: string; attachments: string }[]>`
    select subject, body, attachments::text from mails where recipient = ${person.mail} order by id`;
};

test('a ticket is on sale from its beginning until its end', async () => {
  const { params } = await open('window', {
    capacity: 5,
    opensAt: '2026-05-01T10:00:00Z',
    closesAt: '2026-05-02T10:00:00Z',
  });
  const ada = await hub.person('Ada');
  const at = async (now: string) => {
    hub.clock.set(now);
    return [(await shown(params.event))[0]?.sale, await fieldsOf(register(ada, params.event))];
  };
  try {
    expect(await at('2026-05-01T09:59:00Z')).toEqual(['soon', 'not_open_yet']);
    expect(await at('2026-05-02T10:00:00Z')).toEqual(['over', 'deadline_passed']);
    expect(await at('2026-05-01T10:00:00Z')).toEqual(['open', 'accepted']);
  } finally {
    hub.clock.set(undefined);
  }
});

test('a code opens a hidden ticket type, lowers its price, keeps its places and is used as often as it says', async () => {
  const { params, ticketTypeId } = await open('codes', { capacity: 3, hidden: true, price: 10_000 });
  const create = (body: object) =>
    organiser.hub.call('POST /api/events/:event/ticket-codes', {
      params,
      body: { code: 'vip-1', ticketTypeId, uses: 2, ...body },
    });
  expect(await fieldsOf(create({ uses: 4, reserves: true }))).toBe('not_possible_now');
  expect(await create({ reserves: true, discountPercent: 25 })).toMatchObject({ code: 'VIP-1', used: 0 });
  expect(await fieldsOf(create({}))).toEqual(['body.code']);
  const [ada, grace, lin] = [await hub.person('Ada'), await hub.person('Grace'), await hub.person('Lin')];
  const invoice = { name: 'Ladewerk GmbH', street: 'Kaiweg 1', postcode: '44137', city: 'Dortmund', country: 'DE' };

  expect(await shown('codes')).toEqual([]);
  expect(await fieldsOf(register(ada, 'codes', { ticketTypeId, invoice }))).toBe('not_found');
  const use = (code: string) => ada.hub.call('POST /api/events/:event/ticket-codes/use', { params, body: { code } });
  expect(await use(' Vip-1 ')).toMatchObject({ id: ticketTypeId, left: 3, price: { amount: 7500, currency: 'EUR' } });
  expect(await fieldsOf(use('VIP-2'))).toEqual(['body.code']);
  expect(await fieldsOf(register(ada, 'codes', { ticketTypeId, code: 'VIP-1' }))).toEqual(['body.invoice']);
  expect(await register(ada, 'codes', { ticketTypeId, code: 'VIP-1', invoice })).toMatchObject({ price: 7500 });
  await register(grace, 'codes', { ticketTypeId, code: 'VIP-1', invoice });
  expect(await fieldsOf(register(lin, 'codes', { ticketTypeId, code: 'VIP-1', invoice }))).toEqual(['body.code']);

  const { items } = await organiser.hub.call('GET /api/events/:event/registration-invoices', { params });
  expect(items).toMatchObject([
    { by: { name: 'Ada' }, address: { ...invoice, reference: null }, currency: 'EUR', total: 7500 },
    { by: { name: 'Grace' }, total: 7500, lines: [{ price: 7500, count: 1 }] },
  ]);
});

test('requests take no place; approved together they get places in the order they asked, or wait', async () => {
  const { params } = await open('approved', { capacity: 1, approved: true });
  const [ada, grace, lin] = [await hub.person('Ada'), await hub.person('Grace'), await hub.person('Lin')];
  const requests = [];
  for (const person of [ada, grace, lin]) requests.push(await register(person, 'approved'));
  expect(requests.map(({ state }) => state)).toEqual(['requested', 'requested', 'requested']);
  expect((await shown('approved'))[0]?.left).toBe(1);
  const decide = (decision: 'approve' | 'refuse', registrationIds: string[]) =>
    organiser.hub.call('POST /api/events/:event/registration-decisions', {
      params,
      body: { decision, registrationIds },
    });
  const [first = '', second = '', third = ''] = requests.map(({ id }) => id);
  expect((await decide('approve', [second, first])).items.map(({ id, state }) => ({ id, state }))).toEqual([
    { id: first, state: 'confirmed' },
    { id: second, state: 'waiting' },
  ]);
  expect((await decide('refuse', [third, first])).items.map(({ state }) => state)).toEqual(['refused']);
  expect((await decide('refuse', [third])).items).toEqual([]);
  expect((await mailsTo(lin)).at(-1)?.subject).toBe('Keine Zusage: approved');
  const list = (query: object) =>
    organiser.hub.call('GET /api/events/:event/registrations', { params, query }).then(({ items }) => items);
  expect((await list({})).map(({ person }) => person.name)).toEqual(['Ada', 'Grace']);
  expect((await list({ state: 'refused' })).map(({ person }) => person.name)).toEqual(['Lin']);
  expect((await list({ search: 'grac' })).map(({ person }) => person.name)).toEqual(['Grace']);
});

test('tickets for some organisations need a verified address of theirs', async () => {
  await open('members', { capacity: 9, mailDomains: ['example.org'] });
  await open('others', { capacity: 9, mailDomains: ['uni-due.de'] });
  const [ada, grace] = [await hub.person('Ada'), await hub.person('Grace', { verified: true })];
  expect(await fieldsOf(register(ada, 'members'))).toBe('mail_unproven');
  expect(await fieldsOf(register(grace, 'members'))).toBe('accepted');
  expect(await fieldsOf(register(grace, 'others'))).toBe('other_domain');
});

test('a company registers several: all or none, each told by mail and able to take theirs over', async () => {
  const { params, ticketTypeId } = await open('company', { capacity: 3, groupMin: 2, groupMax: 4 });
  const lead = await hub.person('Lead', { verified: true });
  const group = (...mails: string[]) =>
    lead.hub.call('POST /api/events/:event/registration-groups', {
      params,
      body: { ticketTypeId, people: mails.map((email) => ({ name: email.split('@')[0] ?? '', email })) },
    });
  const at = (...names: string[]) => names.map((name) => `${name}@ladewerk.example`);
  expect(await fieldsOf(group(...at('a')))).toEqual(['body.people']);
  expect(await fieldsOf(group(...at('a', 'b', 'c', 'd', 'e')))).toEqual(['body.people']);
  expect(await fieldsOf(group(...at('a', 'b', 'a')))).toEqual(['body.people.2.email']);
  expect(await fieldsOf(group(...at('a', 'b', 'c', 'd')))).toBe('sold_out');
  expect((await shown('company'))[0]?.left).toBe(3);
  expect((await group(...at('a', 'b'))).items.map(({ state }) => state)).toEqual(['confirmed', 'confirmed']);
  expect(await fieldsOf(group(...at('c', 'a')))).toEqual(['body.people.1.email']);
  const [mail] = await mailsTo({ mail: 'a@ladewerk.example' });
  expect(mail?.subject).toBe('Dein Ticket: company');
  expect(await hub.database.database.sql`select 1 from persons where mail = 'c@ladewerk.example'`).toHaveLength(0);
});

test('a place comes with a ticket to show and an entry for the calendar; given on, it is another’s and the old ticket is none', async () => {
  const event = await createEvent(organiser, 'ticket');
  await organiser.hub.call('PATCH /api/events/:event', {
    params: { event: event.id },
    body: { version: event.version, startsAt: '2026-12-01T17:00:00Z', endsAt: '2026-12-01T21:00:00Z', city: 'Essen' },
  });
  const params = { event: 'ticket' };
  await organiser.hub.call('POST /api/events/:event/publication', { params });
  const type = { name: { de: 'Ticket' }, capacity: 2 };
  await organiser.hub.call('POST /api/events/:event/ticket-types', { params, body: type });
  const [ada, grace] = [await hub.person('Ada', { verified: true }), await hub.person('Grace', { verified: true })];
  const { id: registration } = await register(ada, 'ticket');
  const ticketOf = (person: TestPerson) =>
    person.hub.call('GET /api/me/registrations/:registration', { params: { registration } });
  const { ticketCode } = await ticketOf(ada);
  const mail = (await mailsTo(ada)).at(-1);
  expect(mail?.body).toContain(ticketCode);
  const attachments = JSON.parse(mail?.attachments ?? '[]') as { name: string; content: string }[];
  expect(attachments.map(({ name }) => name)).toEqual(['ticket.png', 'event.ics']);
  expect(
    Buffer.from(attachments[0]?.content ?? '', 'base64')
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  const entry = new ICAL.Component(ICAL.parse(attachments[1]?.content ?? '')).getFirstSubcomponent('vevent');
  expect(entry?.getFirstPropertyValue('dtstart')?.toString()).toBe('2026-12-01T18:00:00');

  await ada.hub.call('PUT /api/events/:event/registrations/mine/transfer', { params, body: { email: grace.mail } });
  expect((await ada.hub.call('GET /api/me/registrations')).items).toMatchObject([{ transferTo: 'Grace' }]);
  const { items } = await grace.hub.call('GET /api/me/transfers');
  expect(items).toMatchObject([{ from: 'Ada', event: { slug: 'ticket', city: 'Essen' } }]);
  const take = (person: TestPerson) =>
    person.hub.call('POST /api/me/transfers/:transfer/acceptance', { params: { transfer: items[0]?.id ?? '' } });
  expect(await fieldsOf(take(ada))).toBe('not_found');
  await take(grace);
  expect(await fieldsOf(ticketOf(ada))).toBe('not_found');
  expect((await ticketOf(grace)).ticketCode).not.toBe(ticketCode);
  expect((await mailsTo(ada)).at(-1)?.subject).toBe('Abgemeldet: ticket');
  expect(await fieldsOf(take(grace))).toBe('not_found');
});

test('who holds a place is told what is missing, reads what they answered, and changes it until the event begins', async () => {
  const { params, ticketTypeId } = await open('answers', { capacity: 4, groupMax: 2 });
  const event = await organiser.hub.call('GET /api/events/:event', { params });
  await organiser.hub.call('PATCH /api/events/:event', {
    params,
    body: { version: event.version, startsAt: '2026-12-01T17:00:00Z', endsAt: '2026-12-01T21:00:00Z' },
  });
  const ask = (body: object) =>
    organiser.hub.call('POST /api/events/:event/forms/:form/questions', {
      params: { ...params, form: 'registration' },
      body: { kind: 'line', label: { de: 'Was isst du?' }, ...body },
    });
  const [food, shirt] = [await ask({ required: true }), await ask({})];
  const [lead, ada] = [await hub.person('Lead', { verified: true }), await hub.person('Ada', { verified: true })];
  await lead.hub.call('POST /api/events/:event/registration-groups', {
    params,
    body: { ticketTypeId, people: [{ name: 'Ada', email: ada.mail }] },
  });
  const answering = async () => (await ada.hub.call('GET /api/me/registrations')).items[0]?.answering;
  const mine = async () => {
    const read = await ada.hub.call('GET /api/events/:event/registrations/mine/answers', { params });
    return {
      asked: read.questions.map(({ id }) => id),
      answers: read.answers.map(({ value }) => value),
      open: read.open,
    };
  };
  const answer = (answers: Record<string, string>) =>
    ada.hub.call('PUT /api/events/:event/registrations/mine/answers', { params, body: { answers } });
  const asked = [food.id, shirt.id];

  expect(await answering()).toEqual({ questions: 2, missing: 1 });
  expect(await mine()).toEqual({ asked, answers: [], open: true });
  expect(await fieldsOf(answer({ [shirt.id]: 'M' }))).toEqual([`body.answers.${food.id}`]);
  expect(await mine()).toEqual({ asked, answers: [], open: true });
  await answer({ [food.id]: 'Alles', [shirt.id]: 'M' });
  expect(await answering()).toEqual({ questions: 2, missing: 0 });
  const nobody = lead.hub.call('GET /api/events/:event/registrations/mine/answers', { params });
  expect(await fieldsOf(nobody)).toBe('not_found');
  try {
    hub.clock.set('2026-12-01T16:59:59Z');
    await answer({ [food.id]: 'Vegan' });
    hub.clock.set('2026-12-01T17:00:00Z');
    expect(await fieldsOf(answer({ [food.id]: 'Nichts' }))).toBe('deadline_passed');
    expect(await mine()).toEqual({ asked, answers: ['Vegan'], open: false });
    expect(await answering()).toBe(null);
  } finally {
    hub.clock.set(undefined);
  }
});

test('places are given back until the time the organiser says', async () => {
  const { params } = await open('until', { capacity: 2 });
  await organiser.hub.call('PATCH /api/events/:event/registration-desk', {
    params,
    body: { cancelUntil: '2026-05-01T10:00:00Z' },
  });
  const ada = await hub.person('Ada');
  await register(ada, 'until');
  const cancel = () => ada.hub.call('DELETE /api/events/:event/registrations/mine', { params });
  hub.clock.set('2026-05-01T10:00:00Z');
  try {
    expect(await fieldsOf(cancel())).toBe('deadline_passed');
    hub.clock.set('2026-05-01T09:59:00Z');
    expect(await fieldsOf(cancel())).toBe('accepted');
  } finally {
    hub.clock.set(undefined);
  }
});

test('what an organiser asks is answered with the registration, and goes with who answered', async () => {
  const { params, ticketTypeId } = await open('questions', { capacity: 3 });
  const question = await organiser.hub.call('POST /api/events/:event/forms/:form/questions', {
    params: { ...params, form: 'registration' },
    body: { kind: 'line', label: { de: 'Was isst du?' }, required: true, onlyFor: [ticketTypeId] },
  });
  const [ada, grace] = [await hub.person('Ada', { verified: true }), await hub.person('Grace', { verified: true })];
  const asked = await ada.hub.call('GET /api/events/:event/registration-questions', { params });
  expect(asked.items.map(({ id }) => id)).toEqual([question.id]);
  expect(await fieldsOf(register(ada, 'questions'))).toEqual([`body.answers.${question.id}`]);
  expect((await shown('questions'))[0]?.left).toBe(3);
  const { id } = await register(ada, 'questions', { answers: { [question.id]: 'Alles' } });
  const read = async () =>
    (
      await organiser.hub.call('GET /api/events/:event/registrations/:registration', {
        params: { ...params, registration: id },
      })
    ).answers.map(({ value }) => value);
  expect(await read()).toEqual(['Alles']);
  await ada.hub.call('PUT /api/events/:event/registrations/mine/transfer', { params, body: { email: grace.mail } });
  const [transfer] = (await grace.hub.call('GET /api/me/transfers')).items;
  await grace.hub.call('POST /api/me/transfers/:transfer/acceptance', { params: { transfer: transfer?.id ?? '' } });
  expect(await read()).toEqual([]);
  await grace.hub.call('PUT /api/events/:event/registrations/mine/answers', {
    params,
    body: { answers: { [question.id]: 'Vegan' } },
  });
  expect(await read()).toEqual(['Vegan']);
});
