import { HubProblem } from '@hubwerk/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PublicPages } from '../../apps/hub/src/platform/http/public-pages.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let founder: TestPerson;
let stranger: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  founder = await hub.person('Founder', { verified: true });
  stranger = await hub.person('Stranger', { verified: true });
});
afterAll(() => hub.close());

const lastwerk = {
  slug: 'lastwerk',
  kind: 'startup' as const,
  name: 'Lastwerk',
  languages: ['de' as const],
  city: 'Bochum',
};
const at = (organisation: string) => ({ params: { organisation } });

test('who makes an organisation speaks for it, and everybody can read it', async () => {
  const made = await founder.hub.call('POST /api/organisations', { body: lastwerk });
  expect(made).toMatchObject({
    ...lastwerk,
    website: null,
    story: {},
    logoId: null,
    products: [],
    offers: [],
    needs: [],
  });
  expect((await founder.hub.call('GET /api/me/organisations')).items.map(({ slug }) => slug)).toEqual(['lastwerk']);
  expect((await stranger.hub.call('GET /api/me/organisations')).items).toEqual([]);
  for (const reference of ['lastwerk', made.id]) {
    expect(await hub.visitor().hub.call('GET /api/organisations/:organisation', at(reference))).toEqual(made);
  }
  expect(await founder.hub.call('GET /api/organisations/:organisation/rights', at('lastwerk'))).toEqual({ edit: true });
  expect(await stranger.hub.call('GET /api/organisations/:organisation/rights', at('lastwerk'))).toEqual({
    edit: false,
  });
  const again = stranger.hub.call('POST /api/organisations', { body: lastwerk });
  await expect(again).rejects.toMatchObject({ code: 'name_taken', issues: [{ path: ['body', 'slug'] }] });
});

test('members and those who look after it change it; for all others it is as if it were missing', async () => {
  await founder.hub.call('POST /api/organisations', { body: { ...lastwerk, slug: 'change-me' } });
  const edit = (by: TestPerson, organisation = 'change-me') =>
    by.hub.call('PATCH /api/organisations/:organisation', {
      ...at(organisation),
      body: { story: { de: `von ${by.name}` } },
    });
  expect(await edit(founder)).toMatchObject({ name: 'Lastwerk', story: { de: 'von Founder' } });
  const admin = await hub.withRole('Admin', 'admin');
  expect(await edit(admin)).toMatchObject({ story: { de: 'von Admin' } });
  const refusals = await Promise.all(
    [edit(stranger), edit(stranger, 'nothing-here')].map((one) => one.catch((error: unknown) => error)),
  );
  const seen = refusals.map(
    (refusal) => refusal instanceof HubProblem && [refusal.status, refusal.code, refusal.message],
  );
  expect(seen[0]).toEqual([404, 'not_found', expect.any(String)]);
  expect(seen[0]).toEqual(seen[1]);
  const trail = await hub.database.database.sql`
    select action, actor_id from audit_entries where details @> '{"fields":["story"]}' order by id`;
  expect(trail).toMatchObject([
    { action: 'organisation.edited', actor_id: founder.id },
    { action: 'organisation.edited', actor_id: admin.id },
  ]);
});

test('products, offers and needs are added, changed and removed by members only', async () => {
  await founder.hub.call('POST /api/organisations', { body: { ...lastwerk, slug: 'entries' } });
  const other = await stranger.hub.call('POST /api/organisations', {
    body: { ...lastwerk, slug: 'entries-of-another' },
  });
  const add = (by: TestPerson, kind: 'product' | 'offer' | 'need', de: string) =>
    by.hub.call('POST /api/organisations/:organisation/entries', { ...at('entries'), body: { kind, title: { de } } });
  const product = await add(founder, 'product', 'Ladesäule');
  await add(founder, 'need', 'Pilotkunden');
  await expect(add(stranger, 'offer', 'Unfug')).rejects.toMatchObject({ code: 'not_found' });
  const entry = { params: { organisation: 'entries', entry: product.id } };
  const path = 'PATCH /api/organisations/:organisation/entries/:entry';
  await founder.hub.call(path, { ...entry, body: { text: { en: 'Charges trucks' } } });
  const elsewhere = { params: { organisation: other.slug, entry: product.id } };
  await expect(stranger.hub.call(path, { ...elsewhere, body: { title: { de: 'X' } } })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await hub.visitor().hub.call('GET /api/organisations/:organisation', at('entries'))).toMatchObject({
    products: [{ title: { de: 'Ladesäule' }, text: { en: 'Charges trucks' } }],
    offers: [],
    needs: [{ title: { de: 'Pilotkunden' } }],
  });
  await founder.hub.call('DELETE /api/organisations/:organisation/entries/:entry', entry);
  expect(await hub.visitor().hub.call('GET /api/organisations/:organisation', at('entries'))).toMatchObject({
    products: [],
  });
});

test('a member is invited by mail, speaks for it once the address is proven, and the last one cannot leave', async () => {
  const { id } = await founder.hub.call('POST /api/organisations', { body: { ...lastwerk, slug: 'members' } });
  const members = (by: TestPerson) => by.hub.call('GET /api/organisations/:organisation/members', at('members'));
  const invite = () =>
    founder.hub.call('POST /api/organisations/:organisation/members', {
      ...at('members'),
      body: { email: stranger.mail },
    });
  await expect(members(stranger)).rejects.toMatchObject({ code: 'not_found' });
  await invite();
  await expect(invite()).rejects.toMatchObject({ code: 'already_done' });
  expect((await members(stranger)).items.map(({ name }) => name)).toEqual(['Founder', 'Stranger']);
  const [mail] = await hub.database.database
    .sql`select subject, body from mails where recipient = ${stranger.mail} order by id desc limit 1`;
  expect(mail).toMatchObject({
    subject: 'Du gehörst jetzt zu Lastwerk',
    body: expect.stringContaining('/organisations/members') as string,
  });
  const leave = (person: TestPerson) =>
    person.hub.call('DELETE /api/organisations/:organisation/members/:person', {
      params: { organisation: id, person: person.id },
    });
  const both = await Promise.allSettled([leave(founder), leave(stranger)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('the list is paged by name and found by how a word of the name begins', async () => {
  for (const [slug, name] of [
    ['zoo-a', 'Ärztehaus Zollverein'],
    ['zoo-b', 'Zollstock'],
    ['zoo-c', 'zollamt 100%'],
  ] as const) {
    await founder.hub.call('POST /api/organisations', { body: { ...lastwerk, slug, name, kind: 'investor' } });
  }
  const list = (query: object) => hub.visitor().hub.call('GET /api/organisations', { query });
  const names = async (query: object) => (await list(query)).items.map(({ name }) => name);
  expect((await names({ name: 'ZOLL' })).toSorted()).toEqual(['Zollstock', 'zollamt 100%', 'Ärztehaus Zollverein']);
  expect(await names({ name: '100%' })).toEqual(['zollamt 100%']);
  expect(await names({ name: '%' })).toEqual([]);
  const all = await names({ kind: 'investor' });
  const first = await list({ kind: 'investor', limit: 2 });
  const rest = await list({ kind: 'investor', limit: 2, after: first.next });
  expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(all);
  expect(rest.next).toBeNull();
});

test('pages that show an organisation are dropped when its name or address changes, and not for its story', async () => {
  await founder.hub.call('POST /api/organisations', { body: { ...lastwerk, slug: 'umbenannt' } });
  const dropped: (string | null)[] = [];
  hub.running.app.get(PublicPages).onForget((eventId) => dropped.push(eventId));
  const edit = async (organisation: string, body: { name?: string; slug?: string; story?: { de: string } }) => {
    dropped.length = 0;
    await founder.hub.call('PATCH /api/organisations/:organisation', { ...at(organisation), body });
    return dropped.length > 0;
  };
  expect(await edit('umbenannt', { name: 'Lastwerk', story: { de: 'Neu' } })).toBe(false);
  expect(await edit('umbenannt', { name: 'Ladewerk' })).toBe(true);
  // The news comes round once more through the database.
  await expect.poll(() => dropped.length).toBe(2);
  expect(await edit('umbenannt', { slug: 'ladewerk' })).toBe(true);
});
