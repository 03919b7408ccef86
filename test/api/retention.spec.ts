import { afterAll, beforeAll, expect, test } from 'vitest';
import { RetentionService } from '../../apps/hub/src/identity/retention.service.ts';
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
    insert into ticket_types (id, event_id, name, capacity, position) values (gen_random_uuid(), ${event.id}, '{"de":"Frei"}', 5, 0) returning id`;
  await sql()`insert into registrations (id, event_id, ticket_type_id, person_id)
    values (gen_random_uuid(), ${event.id}, ${ticket?.id ?? ''}, ${person.id})`;

  const all = { mails: 1, keys: 2, addresses: 1, sessions: 1, audit: 1, registrations: 1, persons: 1, events: 1 };
  expect(await state()).toEqual(all);
  expect(await inDays(20)).toEqual(all);
  const afterMonth = { ...all, mails: 0, keys: 0, addresses: 0 };
  expect(await inDays(40)).toEqual(afterMonth);
  expect(await inDays(340)).toEqual(afterMonth);
  expect(await inDays(380)).toEqual({ ...afterMonth, registrations: 0 });
  expect(await inDays(800)).toEqual({ ...afterMonth, registrations: 0, audit: 0 });
});

test('it is done every night, and so is the sweeping of files', async () => {
  const nightly = await sql()<{ name: string }[]>`select name from pgboss.schedule order by name`;
  expect(nightly.map(({ name }) => name)).toEqual(['files.sweep', 'identity.remove_expired']);
});
