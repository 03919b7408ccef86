import { afterAll, beforeAll, expect, test } from 'vitest';
import { getTableColumns } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { markedTables } from '../../apps/hub/src/identity/marked-rows.ts';
import { longestOf } from '../../apps/hub/src/identity/retention.repository.ts';
import { RetentionService } from '../../apps/hub/src/identity/retention.service.ts';
import { seedEverything } from '../support/seed-everything.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let person: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  person = await hub.withRole('Rita', 'admin');
});
afterAll(() => hub.close());

const sql = () => hub.database.database.sql;
async function state() {
  const [row] = await sql()`select
    (select count(*)::int from mails) as mails,
    (select count(*)::int from idempotency_keys) as keys,
    (select count(*)::int from browser_sessions where ip_address is not null) as addresses,
    (select count(*)::int from browser_sessions) as sessions,
    (select count(*)::int from audit_entries) as audit,
    (select count(*)::int from registrations) as registrations,
    (select count(*)::int from persons where name = 'Rita') as persons,
    (select count(*)::int from events) as events`;
  return row;
}
async function inDays(days: number) {
  hub.clock.set(new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString());
  await hub.running.app.get(RetentionService).removeExpired();
  hub.clock.set(undefined);
  return state();
}

test('what was kept long enough goes, each by its own time, and the rest stays', async () => {
  const event = await person.hub.call('POST /api/events', {
    body: {
      slug: 'old',
      kind: 'meetup',
      format: 'online',
      title: { de: 'Alt' },
      zone: 'Europe/Berlin',
      startsAt: new Date(Date.now() + 1000).toISOString(),
      endsAt: new Date(Date.now() + 2000).toISOString(),
    },
  });
  const [ticket] = await sql()<{ id: string }[]>`
    insert into ticket_types (id, event_id, name, position) values (gen_random_uuid(), ${event.id}, '{"de":"Frei"}', 0) returning id`;
  await sql()`insert into registrations (id, event_id, ticket_type_id, person_id)
    values (gen_random_uuid(), ${event.id}, ${ticket?.id ?? ''}, ${person.id})`;

  const all = { mails: 1, keys: 1, addresses: 1, sessions: 1, audit: 1, registrations: 1, persons: 1, events: 1 };
  expect(await state()).toEqual(all);
  expect(await inDays(20)).toEqual(all);
  const afterMonth = { ...all, mails: 0, keys: 0, addresses: 0 };
  expect(await inDays(40)).toEqual(afterMonth);
  expect(await inDays(340)).toEqual(afterMonth);
  expect(await inDays(380)).toEqual({ ...afterMonth, registrations: 0 });
  expect(await inDays(800)).toEqual({ ...afterMonth, registrations: 0, audit: 0 });
});

test('nothing that stays keeps anything from going', () => {
  const tables = markedTables();
  const blocking = tables.flatMap((referring) =>
    getTableConfig(referring.table).foreignKeys.flatMap((key) => {
      const referred = tables.find(({ table }) => table === key.reference().foreignTable);
      const keep = referred && longestOf(referred);
      const follows = ['cascade', 'set null'].includes(key.onDelete ?? '') || longestOf(referring) === keep;
      return keep && !follows ? [`${referring.name} → ${referred.name}`] : [];
    }),
  );
  expect(blocking).toEqual([]);
});

test('an awarded challenge loses what was sent in a year after it, and keeps who won', async () => {
  const [old] = await sql()<{ id: string }[]>`select id from events where slug = 'old'`;
  const ids = { event: old?.id ?? '', person: person.id };
  const [row] = await sql()<{ startup: string; challenge: string; application: string }[]>`
    with startup as (
      insert into organisations (id, slug, kind, name, languages)
      values (gen_random_uuid(), 'winner', 'startup', 'Winner', '{de}') returning id
    ), challenge as (
      insert into challenges (id, event_id, company_id, title, opens_at, deadline_at, state)
      select gen_random_uuid(), ${ids.event}, id, '{"de":"Aufgabe"}', now() - interval '1 day', now(), 'decided' from startup
      returning id
    ), application as (
      insert into applications (id, challenge_id, organisation_id, applicant_id, pitch, state, submitted_at)
      select gen_random_uuid(), challenge.id, startup.id, ${ids.person}, 'Wir', 'shortlisted', now() from challenge, startup
      returning id, challenge_id
    ), award as (
      insert into awards (id, challenge_id, organisation_id, published_at)
      select gen_random_uuid(), challenge.id, startup.id, now() from challenge, startup returning id
    )
    select startup.id as startup, challenge.id as challenge, application.id as application
    from startup, challenge, application, award`;
  await sql()`insert into pitches (id, application_id, position, starts_at, ends_at)
    values (gen_random_uuid(), ${row?.application ?? ''}, 0, now(), now() + interval '5 minutes')`;
  // Something of somebody in every table besides, all of it at this event.
  const { id: personId, name, mail } = await hub.person('Sina');
  const seeded = await seedEverything(hub.database.database, { personId, accountId: personId, name, mail });
  const expiring = markedTables().filter(
    (table) =>
      seeded.includes(table.name) && longestOf(table) === 'event_1y' && 'eventId' in getTableColumns(table.table),
  );
  await sql().begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const table of expiring) await tx`update ${tx(table.name)} set event_id = ${ids.event}`;
  });
  const atEvent = async () =>
    (await Promise.all(expiring.map(({ name: table }) => sql()`select 1 from ${sql()(table)}`))).flat().length;
  expect(await atEvent()).toBeGreaterThan(3);
  const kept = async () => [
    (await sql()`select 1 from applications where challenge_id = ${row?.challenge ?? ''}`).length,
    (await sql()`select 1 from awards where organisation_id = ${row?.startup ?? ''}`).length,
  ];
  expect(await kept()).toEqual([1, 1]);
  await inDays(380);
  expect(await kept()).toEqual([0, 1]);
  expect(await atEvent()).toBe(0);
});

test('news that nobody has heard yet does not go by its age', async () => {
  const old = new Date(Date.now() - 40 * 24 * 60 * 60 * 1000).toISOString();
  await sql()`insert into announcements (id, name, payload, created_at, delivered_at, due_at) values
    (gen_random_uuid(), 'test.heard', '{}', ${old}, ${old}, now()),
    (gen_random_uuid(), 'test.unheard', '{}', ${old}, null, now() + interval '1 day')`;
  await hub.running.app.get(RetentionService).removeExpired();
  const left = await sql()`select name from announcements where name like 'test.%'`;
  expect(left.map(({ name }) => name)).toEqual(['test.unheard']);
});

test('it is done every night, and so is the sweeping of files', async () => {
  const nightly = await sql()<{ name: string }[]>`select name from pgboss.schedule order by name`;
  expect(nightly.map(({ name }) => name)).toEqual(['files.sweep', 'identity.remove_expired']);
});
