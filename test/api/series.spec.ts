import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let admin: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  admin = await hub.withRole('Admin', 'admin');
});
afterAll(() => hub.close());

const essen = { city: 'Essen', place: 'Halle 9' };
const dortmund = { city: 'Dortmund', place: 'Kesselhaus' };
const plan = {
  rule: 'FREQ=MONTHLY;BYDAY=1TH;COUNT=6',
  from: '2026-09-01',
  time: '18:00',
  minutes: 300,
  kind: 'startup_night' as const,
  format: 'in_person' as const,
  title: { de: 'Startup-Night' },
  places: [essen, dortmund],
};
const dates = ['2026-09-03', '2026-10-01', '2026-11-05', '2026-12-03', '2027-01-07', '2027-02-04'];

type Change = Omit<Parameters<typeof send>[1], 'version'>;

async function make(slug: string, more: Partial<typeof plan> & { zone?: string } = {}) {
  const { zone = 'Europe/Berlin', ...planned } = more;
  await admin.hub.call('POST /api/events', {
    body: { slug, kind: 'startup_night', format: 'in_person', title: { de: slug }, zone },
  });
  return admin.hub.call('POST /api/events/:event/series', { params: { event: slug }, body: { ...plan, ...planned } });
}
const read = (event: string) => admin.hub.call('GET /api/events/:event/series', { params: { event } });
async function change(event: string, body: Change, seen?: number): ReturnType<typeof send> {
  return send(event, { version: seen ?? (await read(event)).version, ...body });
}
const send = (
  event: string,
  body: {
    version: number;
    from: string | null;
    rule?: string;
    time?: string;
    minutes?: number;
    title?: { de: string };
    places?: { city: string; place: string }[];
    skipped?: { date: string; turn: 'kept' | 'passed_on' }[];
    byHand?: 'keep' | 'overwrite';
    gone?: 'ask' | 'keep' | 'cancel';
  },
) => admin.hub.call('PATCH /api/events/:event/series', { params: { event }, body });
const preview = (event: string, body: Omit<Change, 'gone'>) =>
  admin.hub.call('POST /api/events/:event/series/changes/preview', { params: { event }, body });
/** An occurrence changed by hand, as its own page does it. */
async function edit(
  slug: string,
  body: { title?: { de: string }; startsAt?: string; endsAt?: string; place?: string },
) {
  const { version } = await admin.hub.call('GET /api/events/:event', { params: { event: slug } });
  await admin.hub.call('PATCH /api/events/:event', { params: { event: slug }, body: { version, ...body } });
}
const cities = (series: Awaited<ReturnType<typeof read>>) => series.occurrences.map(({ event }) => event.city);
const titles = (series: Awaited<ReturnType<typeof read>>) => series.occurrences.map(({ event }) => event.title.de);

test('a series makes an event for each date its rule names, at the same local time, in places that take turns', async () => {
  const params = { event: 'looked-at' };
  await admin.hub.call('POST /api/events', {
    body: { slug: 'looked-at', kind: 'meetup', format: 'online', title: { de: 'x' }, zone: 'Europe/Berlin' },
  });
  const before = await admin.hub.call('POST /api/events/:event/series/preview', { params, body: plan });
  expect(before.items.map(({ date, startsAt, city, does }) => [date, startsAt, city, does])).toEqual([
    ['2026-09-03', '2026-09-03T16:00:00.000Z', 'Essen', 'make'],
    ['2026-10-01', '2026-10-01T16:00:00.000Z', 'Dortmund', 'make'],
    ['2026-11-05', '2026-11-05T17:00:00.000Z', 'Essen', 'make'],
    ['2026-12-03', '2026-12-03T17:00:00.000Z', 'Dortmund', 'make'],
    ['2027-01-07', '2027-01-07T17:00:00.000Z', 'Essen', 'make'],
    ['2027-02-04', '2027-02-04T17:00:00.000Z', 'Dortmund', 'make'],
  ]);
  expect((await read('looked-at')).occurrences).toEqual([]);
  const made = await make('nights');
  expect(made.parts).toMatchObject([{ from: '2026-09-03', until: '2027-02-04', zone: 'Europe/Berlin' }]);
  expect(made.occurrences.map(({ date, event, byHand }) => [date, event.startsAt, event.city, byHand])).toEqual(
    before.items.map(({ date, startsAt, city }) => [date, startsAt, city, []]),
  );
  expect(made.occurrences[2]?.event).toMatchObject({
    slug: 'nights-2026-11-05',
    published: false,
    endsAt: '2026-11-05T22:00:00.000Z',
  });
  // The series holds them and lasts as long as they do.
  const { items } = await admin.hub.call('GET /api/events/:event/tree', { params: { event: 'nights' } });
  expect(items).toHaveLength(7);
  expect(items[0]).toMatchObject({ startsAt: '2026-09-03T16:00:00.000Z', endsAt: '2027-02-04T22:00:00.000Z' });
  await expect(
    admin.hub.call('POST /api/events/:event/series', { params: { event: 'nights' }, body: plan }),
  ).rejects.toMatchObject({ code: 'already_done' });
});

test('a rule that gives no dates to work with is refused beside its field', async () => {
  for (const [rule, message] of [
    ['FREQ=WEEKLY', 'Sag, wann'],
    ['every thursday', 'RRULE'],
    ['FREQ=DAILY;COUNT=261', '260'],
    ['FREQ=DAILY;UNTIL=20200101', 'keinen Tag'],
  ] as const)
    await expect(make(`no-${rule.length}`, { rule })).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['body', 'rule'], message: expect.stringContaining(message) }],
    });
});

test('what was changed by hand on one occurrence is kept when all are changed, unless it is said otherwise', async () => {
  await make('by-hand');
  await edit('by-hand-2026-10-01', { title: { de: 'Herbstnacht' }, place: 'Speicher' });
  expect((await read('by-hand')).occurrences[1]).toMatchObject({ byHand: ['title', 'place'] });
  const looked = await preview('by-hand', { from: null, title: { de: 'Gründungsnacht' }, time: '19:00' });
  expect(looked.items[1]).toMatchObject({ does: 'change', changes: ['time'], keeps: ['title'] });
  const kept = await change('by-hand', { from: null, title: { de: 'Gründungsnacht' }, time: '19:00' });
  expect(titles(kept)).toEqual(dates.map((date) => (date === '2026-10-01' ? 'Herbstnacht' : 'Gründungsnacht')));
  expect(kept.occurrences.map(({ event }) => event.startsAt?.slice(11, 16))).toEqual([
    '17:00',
    '17:00',
    '18:00',
    '18:00',
    '18:00',
    '18:00',
  ]);
  expect(kept.occurrences[1]?.event.place).toBe('Speicher');
  const overwritten = await change('by-hand', { from: null, title: { de: 'Alle gleich' }, byHand: 'overwrite' });
  expect(new Set(titles(overwritten))).toEqual(new Set(['Alle gleich']));
  expect(overwritten.occurrences[1]).toMatchObject({ event: { place: 'Kesselhaus' }, byHand: [] });
});

test('a change from one date on splits the rule and leaves what was before', async () => {
  await make('split');
  await edit('split-2026-12-03', { startsAt: '2026-12-04T18:00:00+01:00', endsAt: '2026-12-04T23:00:00+01:00' });
  const after = await change('split', { from: '2026-11-05', title: { de: 'Winternacht' }, time: '17:30' });
  expect(after.parts.map(({ from, until, rule }) => [from, until, rule])).toEqual([
    ['2026-09-03', '2026-10-01', 'FREQ=MONTHLY;BYDAY=1TH;UNTIL=20261104'],
    ['2026-11-05', '2027-02-04', 'FREQ=MONTHLY;BYDAY=1TH;COUNT=4'],
  ]);
  expect(titles(after)).toEqual(['Startup-Night', 'Startup-Night', ...Array(4).fill('Winternacht')]);
  // The moved one is found by the date it was made for, and stays where it was moved.
  expect(after.occurrences[3]).toMatchObject({
    date: '2026-12-03',
    byHand: ['time'],
    event: { startsAt: '2026-12-04T17:00:00.000Z' },
  });
  expect(after.occurrences[4]?.event.startsAt).toBe('2027-01-07T16:30:00.000Z');
  // The places go on taking turns across the split.
  expect(cities(after)).toEqual(['Essen', 'Dortmund', 'Essen', 'Dortmund', 'Essen', 'Dortmund']);
  await expect(change('split', { from: '2026-11-06', time: '17:00' })).rejects.toMatchObject({
    issues: [{ path: ['body', 'from'] }],
  });
});

test('a skipped date moves no other place, unless its turn is passed on', async () => {
  await make('skipping');
  const kept = await change('skipping', { from: null, skipped: [{ date: '2026-10-01', turn: 'kept' }] });
  expect(kept.occurrences.map(({ date, event }) => [date, event.city])).toEqual([
    ['2026-09-03', 'Essen'],
    ['2026-11-05', 'Essen'],
    ['2026-12-03', 'Dortmund'],
    ['2027-01-07', 'Essen'],
    ['2027-02-04', 'Dortmund'],
  ]);
  const passedOn = await change('skipping', { from: null, skipped: [{ date: '2026-10-01', turn: 'passed_on' }] });
  expect(cities(passedOn)).toEqual(['Essen', 'Dortmund', 'Essen', 'Dortmund', 'Essen']);
  const back = await change('skipping', { from: null, skipped: [] });
  expect(cities(back)).toEqual(['Essen', 'Dortmund', 'Essen', 'Dortmund', 'Essen', 'Dortmund']);
});

test('what somebody counts on is never taken away in silence: it is named, and kept or cancelled', async () => {
  await make('shortened');
  const [published, registered, edited] = ['2026-12-03', '2027-01-07', '2027-02-04'].map((date) => `shortened-${date}`);
  const params = (event = '') => ({ event });
  await admin.hub.call('POST /api/events/:event/publication', { params: params(published) });
  await admin.hub.call('POST /api/events/:event/ticket-types', {
    params: params(registered),
    body: { name: { de: 'Platz' }, capacity: 9 },
  });
  await admin.hub.call('POST /api/events/:event/publication', { params: params(registered) });
  await admin.hub.call('POST /api/events/:event/registrations', { params: params(registered), body: {} });
  await admin.hub.call('DELETE /api/events/:event/publication', { params: params(registered) });
  const rule = 'FREQ=MONTHLY;BYDAY=1TH;COUNT=3';
  const looked = await preview('shortened', { from: null, rule });
  expect(looked.items.slice(3).map(({ does, event }) => [does, event?.slug, event?.registrations])).toEqual([
    ['ask', published, 0],
    ['ask', registered, 1],
    ['remove_unused', edited, 0],
  ]);
  await expect(change('shortened', { from: null, rule })).rejects.toMatchObject({
    code: 'decide_first',
    details: { occurrences: [{ slug: published }, { slug: registered }] },
  });
  expect((await read('shortened')).occurrences).toHaveLength(6);
  const cancelled = await change('shortened', { from: null, rule, gone: 'cancel' });
  expect(cancelled.occurrences.map(({ date, inRule, event }) => [date, inRule, event.cancelled])).toEqual([
    ['2026-09-03', true, false],
    ['2026-10-01', true, false],
    ['2026-11-05', true, false],
    ['2026-12-03', false, true],
    ['2027-01-07', false, true],
  ]);
  // Prolonged again, they are found again, and what was taken away is made anew.
  const longer = await change('shortened', { from: null, rule: plan.rule });
  expect(longer.occurrences.map(({ date, inRule }) => [date, inRule])).toEqual(dates.map((date) => [date, true]));
  expect(longer.occurrences[3]?.event.slug).toBe(published);
});

test('of two who change a series at once one wins, and the other is told', async () => {
  const { version } = await make('raced');
  const results = await Promise.allSettled([
    change('raced', { from: '2026-10-01', time: '19:00' }, version),
    change('raced', { from: '2026-11-05', time: '20:00' }, version),
  ]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const lost = results.find((result) => result.status === 'rejected');
  expect(lost?.reason).toMatchObject({ code: 'changed_meanwhile', details: { current: await read('raced') } });
});

test('a series is for who edits the event, and every change of it is written down', async () => {
  await make('audited', { rule: 'FREQ=WEEKLY;COUNT=2' });
  const stranger = await hub.person('Stranger');
  const params = { event: 'audited' };
  await expect(stranger.hub.call('GET /api/events/:event/series', { params })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(
    stranger.hub.call('PATCH /api/events/:event/series', { params, body: { version: 1, from: null, time: '10:00' } }),
  ).rejects.toMatchObject({ code: 'not_found' });
  await change('audited', { from: null, time: '10:00' });
  const { items } = await admin.hub.call('GET /api/events/:event/audit', { params });
  expect(items.map(({ action, details }) => [action, details])).toContainEqual(['event.series_changed', { change: 2 }]);
});

test.each([
  ['Europe/Berlin', ['2026-03-26T17:30', '2026-04-02T16:30']],
  ['America/New_York', ['2026-03-05T23:30', '2026-03-12T22:30']],
  ['Asia/Kolkata', ['2026-03-05T13:00', '2026-03-12T13:00']],
  ['Australia/Lord_Howe', ['2026-04-02T07:30', '2026-04-09T08:00']],
])('a series in %s keeps its time on the clock when the clocks are changed', async (zone, expected) => {
  const rule = 'FREQ=WEEKLY;COUNT=2';
  const slug = `zone-${zone.replace(/[\W_]/g, '-').toLowerCase()}`;
  const made = await make(slug, { zone, rule, from: expected[0]!.slice(0, 10), time: '18:30' });
  expect(made.occurrences.map(({ event }) => event.startsAt?.slice(0, 16))).toEqual(expected);
});
