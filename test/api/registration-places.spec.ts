import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { Asker } from '../../apps/hub/src/platform/access.ts';
import { Database } from '../../apps/hub/src/database/database.ts';
import { PlaceKeeper } from '../../apps/hub/src/registration/place-keeper.ts';
import { RegistrationDeskService } from '../../apps/hub/src/registration/registration-desk.service.ts';
import { RegistrationService } from '../../apps/hub/src/registration/registration.service.ts';
import { createEvent } from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let organiser: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  organiser = await hub.withRole('Organiser', 'organiser');
});
afterAll(() => hub.close());

const database = () => hub.running.app.get(Database);
const registering = () => hub.running.app.get(RegistrationService);
const sql = () => hub.database.database.sql;

/** An event with a hall that two ticket types share; the second has seats of its own as well. */
async function openHall(slug: string, hall: number, seats: number) {
  const event = await createEvent(organiser, slug);
  const params = { event: slug };
  await organiser.hub.call('POST /api/events/:event/publication', { params });
  const { id } = await organiser.hub.call('POST /api/events/:event/capacities', {
    params,
    body: { name: { de: 'Halle' }, places: hall },
  });
  const regular = await organiser.hub.call('POST /api/events/:event/ticket-types', {
    params,
    body: { name: { de: 'Regulär' }, capacityIds: [id] },
  });
  const startup = await organiser.hub.call('POST /api/events/:event/ticket-types', {
    params,
    body: { name: { de: 'Start-up' }, capacityIds: [id], capacity: seats },
  });
  return { event, params, hallId: id, regular: regular.id, startup: startup.id };
}

/** People without browsers: so many sign-ups would measure the hashing of passwords. */
async function people(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => v7());
  await sql()`insert into persons ${sql()(ids.map((id, n) => ({ id, name: `Person ${n}` })))}`;
  return ids;
}
/** Somebody as the hub knows them, without a browser. */
const unproven = (personId: string): Asker => ({
  personId,
  accountId: personId,
  name: '',
  mail: '',
  mailVerified: false,
  language: 'de',
  browserSessionId: personId,
});
const register = (eventId: string, personId: string, ticketTypeId: string) =>
  database().transaction((tx) => registering().registerIn(tx, eventId, unproven(personId), { ticketTypeId }));
const join = async (eventId: string, personId: string, ticketTypeId: string) => {
  await sql()`insert into registrations (id, event_id, ticket_type_id, person_id, state)
    values (${v7()}, ${eventId}, ${ticketTypeId}, ${personId}, 'waiting')`;
};
const standing = async (eventId: string, state: string) =>
  await sql()<{ person: string; type: string }[]>`
    select person_id as person, ticket_type_id as type from registrations
    where event_id = ${eventId} and state = ${state} order by id`;

test('500 at once over shared capacities exceed none of them and leave none unused', async () => {
  const { event, params, regular, startup } = await openHall('shared', 120, 40);
  const ids = await people(500);
  const answers = await Promise.all(
    ids.map((id, n) =>
      register(event.id, id, n % 2 ? startup : regular).then(
        () => 'given',
        (error: { code: string }) => error.code,
      ),
    ),
  );
  expect(Map.groupBy(answers, (each) => each).get('given')).toHaveLength(120);
  expect(new Set(answers)).toEqual(new Set(['given', 'sold_out']));
  const { capacities } = await organiser.hub.call('GET /api/events/:event/registration-desk', { params });
  expect(capacities.map(({ places, taken }) => ({ places, taken }))).toEqual([
    { places: 120, taken: 120 },
    { places: 40, taken: 40 },
  ]);
});

test('counting first and writing then exceeds what is shared', async () => {
  const { event, regular, startup } = await openHall('shared-naive', 20, 20);
  await Promise.all(
    (await people(100)).map(async (id, n) => {
      const [row] = await sql()<
        { n: number }[]
      >`select count(*)::int as n from registrations where event_id = ${event.id}`;
      if ((row?.n ?? 0) >= 20) return;
      await sql()`insert into registrations (id, event_id, ticket_type_id, person_id)
        values (${v7()}, ${event.id}, ${n % 2 ? startup : regular}, ${id})`;
    }),
  );
  expect((await standing(event.id, 'confirmed')).length).toBeGreaterThan(20);
});

test('places that are given back at once go to who waits, each to one, in the order they came', async () => {
  const { event, params, hallId, regular } = await openHall('moving-up', 12, 5);
  const [holders, waiting] = [await people(12), await people(30)];
  for (const id of holders) await register(event.id, id, regular);
  for (const id of waiting) await join(event.id, id, regular);
  const held = await sql()<
    { id: string }[]
  >`select id from registrations where event_id = ${event.id} and state = 'confirmed'`;
  const desk = hub.running.app.get(RegistrationDeskService);
  await Promise.all([
    ...held
      .slice(0, 8)
      .map(({ id }) => desk.cancel({ params: { ...params, registration: id }, query: undefined, body: undefined })),
    desk.cancel({ params: { ...params, registration: held[0]?.id ?? '' }, query: undefined, body: undefined }),
    organiser.hub.call('PATCH /api/events/:event/capacities/:capacity', {
      params: { ...params, capacity: hallId },
      body: { places: 15 },
    }),
  ]);
  expect((await standing(event.id, 'offered')).map(({ person }) => person)).toEqual(waiting.slice(0, 11));
  expect(await standing(event.id, 'confirmed')).toHaveLength(4);

  // Looking who is first and offering then gives one person several places.
  const naive = await openHall('moving-naive', 8, 5);
  for (const id of waiting) await join(naive.event.id, id, naive.regular);
  const offered = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const [first] = await sql()<{ id: string }[]>`
        select id from registrations where event_id = ${naive.event.id} and state = 'waiting' order by id limit 1`;
      await sql()`update registrations set state = 'offered' where id = ${first?.id ?? null}`;
      return first?.id;
    }),
  );
  expect(new Set(offered).size).toBeLessThan(8);
});

test('who waits for a ticket with no seats left does not hold up who waits for the hall', async () => {
  const { event, regular, startup, hallId, params } = await openHall('two-queues', 2, 1);
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = await people(5);
  await register(event.id, first, startup);
  await register(event.id, second, regular);
  for (const [id, type] of [
    [third, startup],
    [fourth, regular],
    [fifth, regular],
  ] as const)
    await join(event.id, id, type);
  await organiser.hub.call('PATCH /api/events/:event/capacities/:capacity', {
    params: { ...params, capacity: hallId },
    body: { places: 3 },
  });
  expect(await standing(event.id, 'offered')).toEqual([{ person: fourth, type: regular }]);
  expect((await standing(event.id, 'waiting')).map(({ person }) => person)).toEqual([third, fifth]);
});

test('an offer that nobody takes in time goes to the next; who takes it has a ticket', async () => {
  const { params, regular } = await openHall('expiring', 1, 1);
  const [ada, grace, lin] = [await hub.person('Ada'), await hub.person('Grace'), await hub.person('Lin')];
  const wait = (person: TestPerson) =>
    person.hub.call('POST /api/events/:event/waiting-list', { params, body: { ticketTypeId: regular } });
  const mine = async (person: TestPerson) =>
    (await person.hub.call('GET /api/events/:event/registrations/mine', { params })).registration;
  const accept = (person: TestPerson) =>
    person.hub.call('POST /api/events/:event/registrations/mine/acceptance', { params });
  await ada.hub.call('POST /api/events/:event/registrations', { params, body: {} });
  expect([(await wait(grace)).state, (await wait(lin)).state]).toEqual(['waiting', 'waiting']);
  await expect(accept(grace)).rejects.toMatchObject({ code: 'not_possible_now' });
  expect((await wait(grace)).id).toBe((await mine(grace))?.id);

  await ada.hub.call('DELETE /api/events/:event/registrations/mine', { params });
  const offer = await mine(grace);
  expect(offer).toMatchObject({ state: 'offered' });
  expect((await mine(lin))?.state).toBe('waiting');
  // Who asks meanwhile gets nothing that was offered to somebody else.
  await expect(ada.hub.call('POST /api/events/:event/registrations', { params, body: {} })).rejects.toMatchObject({
    code: 'sold_out',
  });

  hub.clock.set(offer?.offerExpiresAt ?? undefined);
  try {
    await expect(accept(grace)).rejects.toMatchObject({ code: 'deadline_passed' });
    // What the job of the offer does when its time has come.
    await hub.running.app.get(PlaceKeeper)['moveUp']((await createdEvent('expiring')).id);
    expect(await mine(grace)).toBeNull();
    expect((await mine(lin))?.state).toBe('offered');
    expect((await accept(lin)).state).toBe('confirmed');
    expect((await accept(lin)).state).toBe('confirmed');
  } finally {
    hub.clock.set(undefined);
  }
  const { items } = await lin.hub.call('GET /api/me/registrations');
  const ticket = await lin.hub.call('GET /api/me/registrations/:registration', {
    params: { registration: items[0]?.id ?? '' },
  });
  expect(ticket.ticketCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  expect(ticket.qr).toContain('<svg');
});

const createdEvent = (event: string) => organiser.hub.call('GET /api/events/:event', { params: { event } });

test('a place that is cancelled and taken over at once is either free or the taker’s', async () => {
  const { event, params, regular } = await openHall('handing-over', 100, 1);
  const giver = await hub.withRole('Giver', 'organiser');
  const taker = await hub.person('Taker', { verified: true });
  for (let round = 0; round < 12; round += 1) {
    await giver.hub.call('POST /api/events/:event/registrations', { params, body: { ticketTypeId: regular } });
    await giver.hub.call('PUT /api/events/:event/registrations/mine/transfer', { params, body: { email: taker.mail } });
    const { items } = await taker.hub.call('GET /api/me/transfers');
    const transfer = items[0]?.id ?? '';
    const cancel = () => giver.hub.call('DELETE /api/events/:event/registrations/mine', { params });
    const accept = () => taker.hub.call('POST /api/me/transfers/:transfer/acceptance', { params: { transfer } });
    const order = round % 2 ? [cancel, accept] : [accept, cancel];
    await Promise.allSettled(order.map((act) => act()));
    const confirmed = await standing(event.id, 'confirmed');
    expect(confirmed.map(({ person }) => person)).toEqual(confirmed.length ? [taker.id] : []);
    expect((await taker.hub.call('GET /api/me/transfers')).items).toEqual([]);
    await taker.hub.call('DELETE /api/events/:event/registrations/mine', { params });
  }
});
