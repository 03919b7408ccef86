import type { HubProblem } from '@hubwerk/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GrantService } from '../../apps/hub/src/identity/grant.service.ts';
import { HubClaimService } from '../../apps/hub/src/identity/hub-claim.service.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let admin: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  admin = await hub.withRole('Admin', 'admin');
});
afterAll(() => hub.close());

const list = async () => (await admin.hub.call('GET /api/admin/grants')).items;
const give = (email: string, role: 'admin' | 'organiser', by = admin) =>
  by.hub.call('POST /api/admin/grants', { body: { email, role } });
const takeAway = (grant: string, by = admin) => by.hub.call('DELETE /api/admin/grants/:grant', { params: { grant } });
const me = async (person: TestPerson) => (await person.hub.call('GET /api/me')).person;
const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: HubProblem) => error.code,
  );

test('an admin makes others admin or organiser, and takes it back; all of it is in the audit trail', async () => {
  const [second, planner] = [
    await hub.person('Second', { verified: true }),
    await hub.person('Planner', { verified: true }),
  ];
  expect(await refusalOf(give(planner.mail, 'organiser', second))).toBe('not_found');
  const given = await give(second.mail, 'admin');
  expect(given).toMatchObject({ role: 'admin', organisation: null, person: { mail: second.mail, hasAccount: true } });
  const { id } = await give(planner.mail, 'organiser', second);
  expect(await me(second)).toMatchObject({ admin: true, organiser: true });
  expect(await me(planner)).toMatchObject({ admin: false, organiser: true });
  expect((await list()).map(({ role, person }) => [role, person.mail])).toEqual([
    ['admin', admin.mail],
    ['admin', second.mail],
    ['organiser', planner.mail],
  ]);
  expect(await refusalOf(give(second.mail, 'admin'))).toBe('already_done');
  await takeAway(id);
  await takeAway(given.id);
  expect(await me(second)).toMatchObject({ admin: false, organiser: false });
  const { items } = await admin.hub.call('GET /api/admin/audit', { query: {} });
  expect(items.map(({ action, details }) => [action, details['role']])).toEqual([
    ['grant.revoked', 'admin'],
    ['grant.revoked', 'organiser'],
    ['grant.given', 'organiser'],
    ['grant.given', 'admin'],
  ]);
});

test('a partner looks after the organisation they were given, and no other', async () => {
  const [founder, partner] = [await hub.person('Founder'), await hub.person('Partner', { verified: true })];
  for (const slug of ['network', 'other'])
    await founder.hub.call('POST /api/organisations', {
      body: { slug, kind: 'institution', name: slug, languages: ['de'] },
    });
  const edit = (organisation: string) =>
    refusalOf(
      partner.hub.call('PATCH /api/organisations/:organisation', { params: { organisation }, body: { city: 'Essen' } }),
    );
  const grantPartner = (organisation: string) =>
    admin.hub.call('POST /api/admin/grants', { body: { email: partner.mail, role: 'partner', organisation } });
  expect(await edit('network')).toBe('not_found');
  const given = await grantPartner('network');
  expect(given.organisation).toMatchObject({ slug: 'network' });
  expect([await edit('network'), await edit('other')]).toEqual(['done', 'not_found']);
  await expect(grantPartner('nowhere')).rejects.toMatchObject({ issues: [{ path: ['body', 'organisation'] }] });
  await takeAway(given.id);
  expect(await edit('network')).toBe('not_found');
});

test('the last admin stays, also when two take each other away at once; who was only invited does not count', async () => {
  const own = (await list()).find(({ person, role }) => person.id === admin.id && role === 'admin')?.id ?? '';
  await give('invited@example.org', 'admin');
  expect(await refusalOf(takeAway(own))).toBe('last_admin');

  const second = await hub.person('Second', { verified: true });
  const other = (await give(second.mail, 'admin')).id;
  const both = await Promise.all([takeAway(own, second), takeAway(other)].map(refusalOf));
  expect(both.filter((outcome) => outcome === 'done')).toHaveLength(1);
  const left = (await me(admin))?.admin ? admin : second;
  expect(await me(left)).toMatchObject({ admin: true });
  await hub.database.database.transaction((tx) => hub.running.app.get(GrantService).give(tx, admin.id, 'admin'));
});

test('the operator gives an admin back to a hub that lost its last', async () => {
  await hub.database.database.sql`delete from grants where role = 'admin'`;
  const grants = hub.running.app.get(GrantService);
  expect(await grants.grantAsOperator('admin', admin.mail, undefined)).toEqual({ hasAccount: true });
  expect(await me(admin)).toMatchObject({ admin: true });
  await expect(grants.grantAsOperator('admin', admin.mail, undefined)).rejects.toMatchObject({ code: 'already_done' });
  const { items } = await admin.hub.call('GET /api/admin/audit', { query: {} });
  expect(items[0]).toMatchObject({ action: 'grant.given', actor: null, details: { role: 'admin' } });
});

test("a hub whose only admin is the demo's offers its claim link still", async () => {
  const claims = hub.running.app.get(HubClaimService);
  expect(await claims.offer()).toBeNull();
  await hub.database.database.sql`delete from grants where role = 'admin' and person_id <> ${admin.id}`;
  await hub.database.database.sql`update accounts set email = 'miriam.kaya@demo.invalid' where email = ${admin.mail}`;
  expect(await claims.offer()).not.toBeNull();
});
