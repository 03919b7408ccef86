import type { HubProblem } from '@hubwerk/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  accept,
  admin,
  ask,
  at,
  available,
  before,
  cancel,
  hub,
  makeEvent,
  night,
  slotsOf,
  startMeetingHub,
  utc,
} from '../support/meetings.ts';
import type { TestPerson } from '../support/test-hub.ts';

beforeAll(startMeetingHub);
beforeEach(() => hub.clock.set(before));
afterAll(() => hub.close());

describe('availability', () => {
  test('is replaced as a whole, by the version it was made from', async () => {
    const ada = await hub.person('Ada');
    const publish = (version: number, ...windows: [string, string][]) =>
      ada.hub.call('PUT /api/events/:event/availability', {
        params: night,
        body: { version, windows: windows.map(([from, to]) => ({ startsAt: at(from), endsAt: at(to) })) },
      });
    expect(await publish(0, ['16:00', '17:00'], ['15:00', '16:00'], ['18:00', '19:00'])).toEqual({
      version: 1,
      windows: [
        { startsAt: utc('15:00'), endsAt: utc('17:00') },
        { startsAt: utc('18:00'), endsAt: utc('19:00') },
      ],
    });
    const late = await publish(0, ['20:00', '21:00']).catch((error: HubProblem) => error);
    expect(late).toMatchObject({ code: 'changed_meanwhile', details: { version: 1, windows: [{}, {}] } });
    const twins = await Promise.allSettled([publish(1, ['15:00', '16:00']), publish(1)]);
    expect(twins.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(publish(2, ['16:00', '15:00'])).rejects.toMatchObject({
      issues: [{ path: ['body', 'windows', 0, 'endsAt'] }],
    });
    await expect(publish(2, ['13:00', '15:00'])).rejects.toMatchObject({
      issues: [{ path: ['body', 'windows', 0, 'startsAt'] }],
    });
  });

  test('puts a person on the list of who can be met, with the next free slots, until it is taken back', async () => {
    const [ada, zoe] = [await hub.person('Ada'), await hub.person('Zoë 100% Suchbar')];
    const find = async (search?: string) =>
      (
        await ada.hub.call('GET /api/events/:event/people', {
          params: night,
          query: { ...(search && { search }), limit: 200 },
        })
      ).items;
    expect((await find()).map(({ id }) => id)).not.toContain(zoe.id);
    await available(zoe);
    hub.clock.set(utc('15:10'));
    expect(await find('100% such')).toEqual([
      {
        id: zoe.id,
        name: zoe.name,
        slots: ['15:20', '15:40', '16:00', '16:20'].map((clock) => ({
          startsAt: utc(clock),
          endsAt: new Date(Date.parse(at(clock)) + 15 * 60_000).toISOString(),
          free: true,
        })),
      },
    ]);
    expect(await find('1_0% such')).toEqual([]);
    const zoes = await zoe.hub.call('GET /api/events/:event/people', { params: night, query: {} });
    expect(zoes.items.map(({ id }) => id)).not.toContain(zoe.id);
    await zoe.hub.call('PUT /api/events/:event/availability', { params: night, body: { version: 1, windows: [] } });
    expect(await find('100% such')).toEqual([]);
  });

  test('pages through the list without losing or doubling anybody', async () => {
    const ada = await hub.person('Ada');
    for (const name of ['Twin', 'Twin', 'Twin']) await available(await hub.person(name));
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await ada.hub.call('GET /api/events/:event/people', {
        params: night,
        query: { search: 'twin', limit: 2, ...(after && { after }) },
      });
      seen.push(...page.items.map(({ id }) => id));
      if (!page.next) break;
      after = page.next;
    }
    expect(new Set(seen).size).toBe(3);
    expect(seen).toHaveLength(3);
  });

  test('is cut on the wall clock on the day the clocks go back: the hour that comes twice twice', async () => {
    await makeEvent('umstellung', '2026-10-24T20:00:00+02:00', '2026-10-25T08:00:00+01:00');
    hub.clock.set('2026-10-24T12:00:00Z');
    const [ada, bob] = [await hub.person('Ada'), await hub.person('Bob')];
    await bob.hub.call('PUT /api/events/:event/availability', {
      params: { event: 'umstellung' },
      body: { version: 0, windows: [{ startsAt: '2026-10-25T01:40:00+02:00', endsAt: '2026-10-25T03:20:00+01:00' }] },
    });
    const { items, zone } = await ada.hub.call('GET /api/events/:event/people/:person/slots', {
      params: { event: 'umstellung', person: bob.id },
      query: {},
    });
    expect(zone).toBe('Europe/Berlin');
    expect(items.map(({ startsAt }) => startsAt.slice(11, 16))).toEqual([
      '23:40',
      '00:00',
      '00:20',
      '00:40',
      '01:00',
      '01:20',
      '01:40',
      '02:00',
    ]);
    const second = await ada.hub.call('POST /api/events/:event/meetings', {
      params: { event: 'umstellung' },
      body: { personId: bob.id, startsAt: '2026-10-25T02:20:00+01:00', reason: 'zur zweiten Stunde' },
    });
    expect(second.startsAt).toBe('2026-10-25T01:20:00.000Z');
  });
});

describe('when everybody wants the same time', () => {
  let crowd: TestPerson[];
  beforeAll(async () => {
    crowd = await Promise.all(Array.from({ length: 50 }, () => hub.person('Guest')));
  });
  const outcome = (results: PromiseSettledResult<unknown>[]) =>
    Object.entries(
      Object.groupBy(results, (one) => (one.status === 'fulfilled' ? 'met' : String((one.reason as HubProblem).code))),
    ).map(([what, all]) => [what, all?.length]);

  test('50 requests for one slot stand and block nobody; of 50 accepts at once one becomes a meeting', async () => {
    const host = await hub.person('Host');
    await available(host);
    const asked = await Promise.all(crowd.map((guest) => ask(guest, host, '16:00')));
    expect(await slotsOf(host, admin)).toContain('16:00');
    const results = await Promise.allSettled(asked.map(({ id }) => accept(host, id)));
    expect(Object.fromEntries(outcome(results))).toEqual({ met: 1, already_booked: 49 });
    const refusal = results.find((one) => one.status === 'rejected')?.reason as HubProblem;
    expect([refusal.status, refusal.message]).toEqual([
      409,
      'Zu dieser Zeit ist eine der beteiligten Personen inzwischen fest verabredet. Wähle eine andere Zeit.',
    ]);

    const list = async () =>
      (await host.hub.call('GET /api/events/:event/meetings', { params: night, query: { limit: 60 } })).items;
    const stand = (await list()).filter(({ status }) => status === 'requested');
    expect(stand).toHaveLength(49);
    expect(stand.every(({ possible }) => !possible)).toBe(true);
    const met = (await list()).find(({ status }) => status === 'accepted');
    await cancel(host, met?.id ?? '');
    expect((await list()).filter(({ possible }) => possible)).toHaveLength(49);
    expect(await accept(host, stand[0]?.id ?? '')).toMatchObject({ status: 'accepted' });
  });

  test('50 people accept the same person’s time at once: one meets them', async () => {
    const guest = await hub.person('Guest');
    await Promise.all(crowd.map((host) => available(host)));
    const asked = await Promise.all(crowd.map((host) => ask(guest, host, '16:20')));
    const results = await Promise.allSettled(crowd.map((host, index) => accept(host, asked[index]?.id ?? '')));
    expect(Object.fromEntries(outcome(results))).toEqual({ met: 1, already_booked: 49 });
    const [held] = await hub.database.database.sql<{ all: number; guests: number }[]>`
      select count(*)::int as all, count(*) filter (where person_id = ${guest.id})::int as guests
      from occupancies where source_id in ${hub.database.database.sql(asked.map(({ id }) => id))}`;
    expect(held).toEqual({ all: 2, guests: 1 });
  });

  test('looking first and inserting then books twice without the constraint, and cannot with it', async () => {
    const { sql } = hub.database.database;
    await sql`create table unguarded (person_id int not null, during tstzrange not null, hard boolean not null)`;
    await sql`create table guarded (like unguarded)`;
    await sql`alter table guarded add exclude using gist (person_id with =, during with &&) where (hard)`;
    const noon = '[2026-09-08 12:00,2026-09-08 12:15)';
    /** Eight look at the same moment; then those who saw nothing insert. */
    const book = (table: string) => {
      let looked = 0;
      let allLooked: () => void;
      const everybody = new Promise<void>((done) => (allLooked = done));
      return Promise.allSettled(
        Array.from({ length: 8 }, () =>
          sql.begin(async (tx) => {
            const taken = await tx`select 1 from ${tx(table)} where person_id = 1 and during && ${noon}`;
            if (++looked === 8) allLooked();
            await everybody;
            if (taken.length === 0) await tx`insert into ${tx(table)} values (1, ${noon}, true)`;
          }),
        ),
      );
    };
    const booked: Record<string, number> = {};
    for (const table of ['unguarded', 'guarded']) {
      await book(table);
      const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`select count(*)::int from ${sql(table)}`;
      booked[table] = count;
    }
    expect(booked).toEqual({ unguarded: 8, guarded: 1 });
  });
});
