import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Asker } from '../../apps/hub/src/platform/access.ts';
import { Database } from '../../apps/hub/src/database/database.ts';
import { RegistrationService } from '../../apps/hub/src/registration/registration.service.ts';
import { PublicPages } from '../../apps/hub/src/platform/http/public-pages.ts';
import { createEvent } from '../support/programme.ts';
import { signedInPeople } from '../support/signed-in-people.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';
import { startTwoHubs, type TwoHubs } from '../support/two-hubs.ts';

let hub: TestHub;
let organiser: TestPerson;
let twoHubs: TwoHubs | undefined;
beforeAll(async () => {
  hub = await startTestHub();
  organiser = await hub.withRole('Organiser', 'organiser');
});
afterAll(() => (twoHubs ?? hub).close());

async function openEvent(slug: string, capacity: number) {
  const event = await createEvent(organiser, slug);
  await organiser.hub.call('POST /api/events/:event/publication', { params: { event: slug } });
  const body = { name: { de: 'Freier Eintritt', en: 'Free entry' }, capacity };
  const ticketType = await organiser.hub.call('POST /api/events/:event/ticket-types', {
    params: { event: slug },
    body,
  });
  return { event, ticketType };
}
const register = (person: TestPerson, event: string) =>
  person.hub.call('POST /api/events/:event/registrations', { params: { event }, body: {} });
const left = async (event: string) =>
  (await hub.visitor().hub.call('GET /api/events/:event/ticket-types', { params: { event } })).items[0]?.left;

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

/** People without browsers: 200 sign-ups would measure the hashing of passwords. */
async function people(count: number): Promise<string[]> {
  const { sql } = hub.database.database;
  const rows = await sql<{ id: string }[]>`
    insert into persons (id, name)
    select (lpad(to_hex(0x019000000000 + (random() * 1e9)::bigint), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid, 'Person ' || n
    from generate_series(1, ${count}) n returning id`;
  return rows.map(({ id }) => id);
}

test('registering takes a place, registering again is the same place, cancelling gives it back', async () => {
  await openEvent('evening', 2);
  const ada = await hub.person('Ada');
  const mine = () => ada.hub.call('GET /api/events/:event/registrations/mine', { params: { event: 'evening' } });
  expect(await mine()).toEqual({ registration: null });
  const first = await register(ada, 'evening');
  expect(await register(ada, 'evening')).toEqual(first);
  expect(await mine()).toEqual({ registration: first });
  expect(await left('evening')).toBe(1);
  const { items } = await organiser.hub.call('GET /api/events/:event/registrations', { params: { event: 'evening' } });
  expect(items).toMatchObject([{ id: first.id, person: { id: ada.id, name: 'Ada', mail: ada.mail } }]);
  await ada.hub.call('DELETE /api/events/:event/registrations/mine', { params: { event: 'evening' } });
  expect(await mine()).toEqual({ registration: null });
  expect(await left('evening')).toBe(2);
  expect((await register(ada, 'evening')).id).not.toBe(first.id);
});

test('one person who asks for two kinds of ticket at once gets one place', async () => {
  const { event, ticketType } = await openEvent('two-kinds', 30);
  const other = await organiser.hub.call('POST /api/events/:event/ticket-types', {
    params: { event: 'two-kinds' },
    body: { name: { de: 'Ermäßigt' }, capacity: 30 },
  });
  const kinds = [ticketType.id, other.id];
  for (const id of await people(20)) {
    const places = await Promise.all(
      kinds.map((ticketTypeId) =>
        hub.running.app
          .get(Database)
          .transaction((tx) =>
            hub.running.app.get(RegistrationService).registerIn(tx, event.id, unproven(id), { ticketTypeId }),
          ),
      ),
    );
    expect(places[0]?.id).toBe(places[1]?.id);
  }
  // Looking first and writing then breaks: the other place is there by now.
  const { sql } = hub.database.database;
  const [naive = ''] = await people(1);
  const written = await Promise.allSettled(
    kinds.map(async (kind) => {
      await sql`select 1 from registrations where event_id = ${event.id} and person_id = ${naive}`;
      await sql`insert into registrations (id, event_id, ticket_type_id, person_id) values (gen_random_uuid(), ${event.id}, ${kind}, ${naive})`;
    }),
  );
  expect(written.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a full event says so; fewer places than are taken are refused', async () => {
  await openEvent('tiny', 1);
  const [ada, grace] = [await hub.person('Ada'), await hub.person('Grace')];
  await register(ada, 'tiny');
  await expect(register(grace, 'tiny')).rejects.toMatchObject({ code: 'sold_out', status: 409 });
  const { capacities } = await organiser.hub.call('GET /api/events/:event/registration-desk', {
    params: { event: 'tiny' },
  });
  const edit = (places: number) =>
    organiser.hub.call('PATCH /api/events/:event/capacities/:capacity', {
      params: { event: 'tiny', capacity: capacities[0]?.id ?? '' },
      body: { places },
    });
  await expect(edit(0)).rejects.toMatchObject({ code: 'not_possible_now', details: { taken: 1 } });
  await edit(2);
  await register(grace, 'tiny');
  expect(await left('tiny')).toBe(0);
});

test('pages that everybody is shown change when places get few and when there are none, and not with every place', async () => {
  const { event } = await openEvent('filling', 20);
  const changed = vi.spyOn(hub.running.app.get(PublicPages), 'changed');
  const shown = async () =>
    (await hub.visitor().hub.call('GET /api/events/:event/ticket-types', { params: { event: 'filling' } })).items[0]
      ?.places;
  const seen: unknown[] = [];
  const look = async () => seen.push([await shown(), changed.mock.calls.length]);
  const database = hub.running.app.get(Database);
  const registrations = hub.running.app.get(RegistrationService);
  const ids = await people(19);
  for (const [index, id] of ids.entries()) {
    await database.transaction((tx) => registrations.registerIn(tx, event.id, unproven(id), {}));
    if ([0, 16, 17, 18].includes(index)) await look();
  }
  const ada = await hub.person('Ada');
  await register(ada, 'filling');
  await look();
  await ada.hub.call('DELETE /api/events/:event/registrations/mine', { params: { event: 'filling' } });
  await look();
  expect(seen).toEqual([
    ['free', 0],
    ['free', 0],
    ['few', 1],
    ['few', 1],
    ['none', 2],
    ['few', 3],
  ]);
  changed.mockRestore();
});

test('who is registered is for the team only, and an event without ticket types takes nobody', async () => {
  await createEvent(organiser, 'closed');
  await organiser.hub.call('POST /api/events/:event/publication', { params: { event: 'closed' } });
  const ada = await hub.person('Ada');
  await expect(register(ada, 'closed')).rejects.toMatchObject({ code: 'not_found' });
  await expect(
    ada.hub.call('GET /api/events/:event/registrations', { params: { event: 'tiny' } }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

describe('200 at once for 50 places', () => {
  /** Over the hubs by turns, each asked by its own route. */
  const rush = async (hubs: TestHub[], slug: string) => {
    const cookies = await signedInPeople(hub, 200);
    const answers = await Promise.all(
      cookies.map(async (cookie, index) => {
        const response = await fetch(`${hubs[index % hubs.length]?.url}/api/events/${slug}/registrations`, {
          method: 'POST',
          headers: { cookie, 'content-type': 'application/json' },
          body: '{}',
        });
        return response.ok ? 'given' : ((await response.json()) as { code: string }).code;
      }),
    );
    return Object.fromEntries([...new Set(answers)].map((one) => [one, answers.filter((each) => each === one).length]));
  };
  /** The known bad: counts first and writes then, without the lock. */
  const rushNaively = async (hubs: TestHub[], { event, ticketType }: Awaited<ReturnType<typeof openEvent>>) => {
    await Promise.all(
      (await people(200)).map(async (id, index) => {
        const { sql } = (hubs[index % hubs.length] ?? hub).running.app.get(Database);
        const [row] = await sql<
          { n: number }[]
        >`select count(*)::int as n from registrations where ticket_type_id = ${ticketType.id}`;
        if ((row?.n ?? 0) >= 50) return;
        await sql`insert into registrations (id, event_id, ticket_type_id, person_id) values (gen_random_uuid(), ${event.id}, ${ticketType.id}, ${id})`;
      }),
    );
    return standing(event.id);
  };
  const standing = async (eventId: string) => {
    const [row] = await hub.database.database.sql<{ n: number }[]>`
      select count(*)::int as n from registrations where event_id = ${eventId} and cancelled_at is null`;
    return row?.n;
  };

  test('exactly 50 get one, 150 are told that it is sold out', async () => {
    const { event } = await openEvent('rush', 50);
    expect(await rush([hub], 'rush')).toEqual({ given: 50, sold_out: 150 });
    expect(await standing(event.id)).toBe(50);
    expect(await left('rush')).toBe(0);
    expect(await rushNaively([hub], await openEvent('naive', 50))).toBeGreaterThan(50);
  });

  const missing = spawnSync('redis-server', ['--version']).error !== undefined && !process.env['CI'];
  if (missing) console.warn('There is no redis-server on this machine, so two hubs are not tried.');

  test.skipIf(missing)('across two hubs on one database exactly 50 as well', async () => {
    await hub.close();
    twoHubs = await startTwoHubs();
    hub = twoHubs.here;
    const second = twoHubs.there;
    organiser = await hub.withRole('Organiser', 'organiser');
    const { event } = await openEvent('two-hubs', 50);
    expect(await rush([hub, second], 'two-hubs')).toEqual({ given: 50, sold_out: 150 });
    expect(await standing(event.id)).toBe(50);
    expect(await rushNaively([hub, second], await openEvent('two-hubs-naive', 50))).toBeGreaterThan(50);

    // A release made through one hub is what the other shows.
    const params = { event: 'two-hubs' };
    const shown = async () =>
      (await second.visitor().hub.call('GET /api/events/:event/schedule', { params })).release?.number ?? null;
    expect(await shown()).toBeNull();
    await organiser.hub.call('POST /api/events/:event/releases', { params, body: {} });
    await expect.poll(shown, { timeout: 5000 }).toBe(1);
  });
});
