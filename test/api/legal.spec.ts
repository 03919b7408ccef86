import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let admin: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  admin = await hub.withRole('Admin', 'admin');
});
afterAll(() => hub.close());

const given = {
  imprint: { text: { de: 'Hafen GmbH\nKai 1\n47119 Duisburg' }, url: null },
  privacy: { text: {}, url: 'https://example.org/datenschutz' },
  sourceUrl: 'https://example.org/quelltext',
  version: 0,
};

test('imprint, privacy and source are the admin’s to give, and everybody reads them at once', async () => {
  const read = () => hub.visitor().hub.call('GET /api/legal');
  const nothing = { imprint: { text: {}, url: null }, privacy: { text: {}, url: null }, sourceUrl: null, version: 0 };
  expect(await read()).toEqual(nothing);

  const organiser = await hub.withRole('Organiser', 'organiser');
  await expect(organiser.hub.call('PUT /api/legal', { body: given })).rejects.toMatchObject({ status: 404 });
  expect(await read()).toEqual(nothing);

  const kept = { ...given, version: 1 };
  expect(await admin.hub.call('PUT /api/legal', { body: given })).toEqual(kept);
  expect(await read()).toEqual(kept);
  const entries = await hub.database.database.sql`select details from audit_entries where action = 'hub.legal_set'`;
  expect(entries).toMatchObject([{ details: { after: kept } }]);
});

test('of two admins who say it at once one is told what it is now', async () => {
  const other = await hub.withRole('Other', 'admin');
  const { sql } = hub.database.database;
  await sql`delete from settings where name = 'legal'`;
  const set = (person: TestPerson, sourceUrl: string, version: number) =>
    person.hub.call('PUT /api/legal', { body: { ...given, sourceUrl, version } });
  const race = async (version: number) => {
    const results = await Promise.allSettled([
      set(admin, 'https://example.org/a', version),
      set(other, 'https://example.org/b', version),
    ]);
    const now = await hub.visitor().hub.call('GET /api/legal');
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = results.find((result) => result.status === 'rejected');
    expect(lost?.reason).toMatchObject({ code: 'changed_meanwhile', details: { current: now } });
    return now.version;
  };
  // The first time, when there is nothing to lock yet, and later.
  expect(await race(0)).toBe(1);
  expect(await race(1)).toBe(2);
  // What a hub kept before there were versions can be changed as well.
  const { version: _, ...unversioned } = given;
  await sql`update settings set value = ${JSON.stringify(unversioned)}::jsonb where name = 'legal'`;
  expect((await set(admin, 'https://example.org/c', 0)).version).toBe(1);
});

test('addresses that a browser would run are refused', async () => {
  const body = { ...given, sourceUrl: 'javascript:alert(1)' };
  await expect(admin.hub.call('PUT /api/legal', { body })).rejects.toMatchObject({ code: 'invalid_input' });
});
