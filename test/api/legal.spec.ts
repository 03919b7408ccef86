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
};

test('imprint, privacy and source are the admin’s to give, and everybody reads them at once', async () => {
  const read = () => hub.visitor().hub.call('GET /api/legal');
  const nothing = { imprint: { text: {}, url: null }, privacy: { text: {}, url: null }, sourceUrl: null };
  expect(await read()).toEqual(nothing);

  const organiser = await hub.withRole('Organiser', 'organiser');
  await expect(organiser.hub.call('PUT /api/legal', { body: given })).rejects.toMatchObject({ status: 404 });
  expect(await read()).toEqual(nothing);

  expect(await admin.hub.call('PUT /api/legal', { body: given })).toEqual(given);
  expect(await read()).toEqual(given);
  const entries = await hub.database.database.sql`select details from audit_entries where action = 'hub.legal_set'`;
  expect(entries).toMatchObject([{ details: { after: given } }]);
});

test('addresses that a browser would run are refused', async () => {
  const body = { ...given, sourceUrl: 'javascript:alert(1)' };
  await expect(admin.hub.call('PUT /api/legal', { body })).rejects.toMatchObject({ code: 'invalid_input' });
});
