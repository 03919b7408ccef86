import { HubProblem } from '@hubwerk/client';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ContactService } from '../../apps/hub/src/fair/contact.service.ts';
import { answer, answerAfterReading, ask, createFair, createStaff, setOpen, type TestBooth } from '../support/fair.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let admin: TestPerson;
let stranger: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  admin = await hub.withRole('Admin', 'admin');
  stranger = await hub.person('Stranger');
});
afterAll(() => hub.close());

const at = ({ event, booth }: TestBooth) => ({ params: { event, booth } });
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: HubProblem) => error.code,
  );

test('everybody can walk the halls of a published fair, and nobody those of a draft', async () => {
  const fair = await createFair(admin, 'walk');
  const visitor = hub.visitor();
  const walk = () => visitor.hub.call('GET /api/events/:event/fair', { params: { event: 'walk' } });
  expect((await walk()).items).toMatchObject([
    {
      name: { de: 'Halle 1' },
      booths: [{ id: fair.boothId, number: 1, open: false, staffPresent: 0, organisation: { name: 'Stadtwerke' } }],
    },
  ]);
  for (const booth of [fair.booth, fair.boothId]) {
    expect(await visitor.hub.call('GET /api/events/:event/booths/:booth', at({ ...fair, booth }))).toMatchObject({
      hall: { name: { de: 'Halle 1' } },
      organisation: { slug: fair.booth, products: [], offers: [], needs: [] },
      links: [],
      documents: [],
    });
  }
  await admin.hub.call('DELETE /api/events/:event/publication', { params: { event: 'walk' } });
  expect(await refusalOf(walk())).toBe('not_found');
  expect(await refusalOf(visitor.hub.call('GET /api/events/:event/booths/:booth', at(fair)))).toBe('not_found');
  const other = await createFair(admin, 'walk-on');
  const across = at({ ...other, booth: fair.boothId });
  expect(await refusalOf(visitor.hub.call('GET /api/events/:event/booths/:booth', across))).toBe('not_found');
});

test('organisers plan halls and booths; what cannot be is said at its field, and each change is on record', async () => {
  const fair = await createFair(admin, 'plan');
  const event = { params: { event: 'plan' } };
  const hall = await admin.hub.call('POST /api/events/:event/halls', { ...event, body: { name: { en: 'Hall 2' } } });
  expect(hall).toMatchObject({ position: 2 });
  await admin.hub.call('PATCH /api/events/:event/halls/:hall', {
    params: { event: 'plan', hall: hall.id },
    body: { position: 0 },
  });
  const place = (number: number, hallId = hall.id) =>
    admin.hub.call('PUT /api/events/:event/booths/:booth/place', { ...at(fair), body: { hallId, number } });
  expect(await place(7)).toMatchObject({ number: 7, hall: { id: hall.id } });
  await admin.hub.call('POST /api/organisations', {
    body: { slug: 'second', kind: 'startup', name: 'Second', languages: ['de'] },
  });
  const give = (body: object) =>
    admin.hub.call('POST /api/events/:event/booths', {
      ...event,
      body: { hallId: hall.id, organisation: 'second', ...body },
    });
  await expect(give({ number: 7 })).rejects.toMatchObject({ issues: [{ path: ['body', 'number'] }] });
  await expect(give({ organisation: fair.booth })).rejects.toMatchObject({
    issues: [{ path: ['body', 'organisation'] }],
  });
  await expect(give({ organisation: 'nobody' })).rejects.toMatchObject({
    issues: [{ path: ['body', 'organisation'] }],
  });
  await expect(give({ hallId: fair.boothId })).rejects.toMatchObject({ issues: [{ path: ['body', 'hallId'] }] });
  expect(await give({})).toMatchObject({ number: 8 });
  const { items } = await stranger.hub.call('GET /api/events/:event/fair', event);
  expect(items.map(({ name, booths }) => [name, booths.map(({ number }) => number)])).toEqual([
    [{ en: 'Hall 2' }, [7, 8]],
    [{ de: 'Halle 1' }, []],
  ]);
  const removeHall = (id = '') =>
    admin.hub.call('DELETE /api/events/:event/halls/:hall', { params: { event: 'plan', hall: id } });
  expect(await refusalOf(removeHall(hall.id))).toBe('not_possible_now');
  await removeHall(items[1]?.id);
  await admin.hub.call('DELETE /api/events/:event/booths/:booth', at(fair));
  const trail = await hub.database.database.sql`
    select action from audit_entries where event_id = (select id from events where slug = 'plan') order by id`;
  expect(trail.map(({ action }) => action).slice(2)).toEqual([
    'hall.created',
    'booth.created',
    'hall.created',
    'hall.edited',
    'booth.placed',
    'booth.created',
    'hall.removed',
    'booth.removed',
  ]);
});

test('booths given out at once get numbers of their own', async () => {
  await createFair(admin, 'numbers');
  const [hall] = (await admin.hub.call('GET /api/events/:event/fair', { params: { event: 'numbers' } })).items;
  const numbers = await Promise.all(
    Array.from({ length: 6 }, async (_, index) => {
      const organisation = `numbered-${index}`;
      await admin.hub.call('POST /api/organisations', {
        body: { slug: organisation, kind: 'startup', name: organisation, languages: ['en'] },
      });
      const body = { hallId: hall?.id ?? '', organisation };
      return (await admin.hub.call('POST /api/events/:event/booths', { params: { event: 'numbers' }, body })).number;
    }),
  );
  expect(new Set(numbers)).toEqual(new Set([2, 3, 4, 5, 6, 7]));
});

test('staff, members of the organisation and organisers keep a booth; for others it is as if it were missing', async () => {
  const fair = await createFair(admin, 'keep');
  const staff = await createStaff(hub, admin, fair, 'Staff');
  const member = await hub.person('Member', { verified: true });
  await admin.hub.call('POST /api/organisations/:organisation/members', {
    params: { organisation: fair.booth },
    body: { email: member.mail },
  });
  let version = 1;
  const edit = async (who: TestPerson, body: object) => {
    const edited = await who.hub.call('PATCH /api/events/:event/booths/:booth', {
      ...at(fair),
      body: { ...body, version },
    });
    version = edited.version;
    return edited;
  };
  const links = [{ label: 'Netz', url: 'https://example.org/netz' }];
  expect(await edit(staff, { headline: { de: 'Strom' }, links })).toMatchObject({ headline: { de: 'Strom' }, links });
  expect(await edit(member, { text: { de: 'Wir sind da.' } })).toMatchObject({
    headline: { de: 'Strom' },
    text: { de: 'Wir sind da.' },
  });
  expect(await edit(admin, { headline: {} })).toMatchObject({ headline: {} });
  expect(await refusalOf(edit(stranger, { headline: {} }))).toBe('not_found');
  await expect(edit(staff, { links: [{ label: 'x', url: 'javascript:alert(1)' }] })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  const rights = (who: TestPerson) => who.hub.call('GET /api/events/:event/booths/:booth/rights', at(fair));
  expect(await rights(staff)).toEqual({ edit: true, attend: true });
  expect(await rights(member)).toEqual({ edit: true, attend: false });
  expect(await rights(admin)).toEqual({ edit: true, attend: false });
  expect(await rights(stranger)).toEqual({ edit: false, attend: false });
  const trail = await hub.database.database.sql`
    select actor_id from audit_entries where action = 'booth.edited' and subject_id = ${fair.boothId} order by id`;
  expect(trail.map(({ actor_id: id }) => id)).toEqual([staff.id, member.id, admin.id]);
  await admin.hub.call('DELETE /api/events/:event/publication', { params: { event: 'keep' } });
  expect(await edit(staff, { headline: { de: 'Gas' } })).toMatchObject({ headline: { de: 'Gas' } });
  expect(await rights(member)).toEqual({ edit: true, attend: false });
});

test('documents of a booth are uploads of who adds them, and everybody can read them', async () => {
  const fair = await createFair(admin, 'documents');
  const staff = await createStaff(hub, admin, fair, 'Staff');
  const upload = async (who: TestPerson) => {
    const pdf = new File(['%PDF-1.7\n%%EOF\n'], 'preise.pdf', { type: 'application/pdf' });
    return (await who.hub.call('POST /api/files', { body: { purpose: 'document' }, file: pdf })).id;
  };
  const own = await upload(staff);
  const foreign = await upload(stranger);
  const show = async (...ids: string[]) =>
    staff.hub.call('PATCH /api/events/:event/booths/:booth', {
      ...at(fair),
      body: {
        version: (await staffRead(staff, fair)).version,
        documents: ids.map((fileId) => ({ fileId, title: { de: 'Preise' } })),
      },
    });
  await expect(show(own, foreign)).rejects.toMatchObject({ issues: [{ path: ['body', 'documents'] }] });
  const path = `/api/files/${own}`;
  expect((await hub.visitor().fetch(path)).status).toBe(404);
  expect(await show(own)).toMatchObject({ documents: [{ fileId: own, title: { de: 'Preise' }, path }] });
  expect((await hub.visitor().fetch(path)).status).toBe(200);
  expect(await show()).toMatchObject({ documents: [] });
  expect((await hub.visitor().fetch(path)).status).toBe(404);
});

test('of two who save a booth’s page at once one does, and the other is told how it stands and overwrites nothing', async () => {
  const fair = await createFair(admin, 'two-editors');
  const [ada, bert] = [await createStaff(hub, admin, fair, 'Ada'), await createStaff(hub, admin, fair, 'Bert')];
  const save = (who: TestPerson, text: string, version: number) =>
    who.hub.call('PATCH /api/events/:event/booths/:booth', { ...at(fair), body: { text: { de: text }, version } });
  const outcomes = await Promise.allSettled([save(ada, 'Von Ada', 1), save(bert, 'Von Bert', 1)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const won = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))[0];
  const lost = outcomes.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []))[0];
  const current = { text: won?.text, version: 2 };
  expect(lost).toMatchObject({ code: 'changed_meanwhile', details: { current } });
  expect(await staffRead(ada, fair)).toMatchObject(current);
  // Told of it, the loser decides.
  expect(await save(bert, 'Von beiden', 2)).toMatchObject({ text: { de: 'Von beiden' }, version: 3 });
});

test('staff is told by mail in their own language, once, and is off the booth as soon as an organiser says so', async () => {
  const fair = await createFair(admin, 'staffing');
  const add = () =>
    admin.hub.call('POST /api/events/:event/booths/:booth/staff', {
      ...at(fair),
      body: { email: 'new@stadtwerke.example', name: 'Nora Neu' },
    });
  const person = await add();
  expect(await refusalOf(add())).toBe('already_done');
  const mails = await hub.database.database
    .sql`select subject, body from mails where recipient = 'new@stadtwerke.example'`;
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({
    subject: expect.stringContaining('Stadtwerke'),
    body: expect.stringContaining(`/events/staffing/fair/${fair.booth}/staff`),
  });
  const list = (who: TestPerson) => who.hub.call('GET /api/events/:event/booths/:booth/staff', at(fair));
  expect((await list(admin)).items).toEqual([person]);
  expect(await refusalOf(list(stranger))).toBe('not_found');
  await admin.hub.call('DELETE /api/events/:event/booths/:booth/staff/:person', {
    params: { ...at(fair).params, person: person.id },
  });
  expect((await list(admin)).items).toEqual([]);
});

test('a visitor has one request at a booth at a time, at an open booth only, and sees only their own', async () => {
  const fair = await createFair(admin, 'asking');
  const staff = await createStaff(hub, admin, fair, 'Staff');
  const visitor = await hub.person('Visitor');
  expect(await refusalOf(ask(visitor, fair))).toBe('not_possible_now');
  expect(await refusalOf(setOpen(visitor, fair, true))).toBe('not_found');
  expect(await refusalOf(setOpen(admin, fair, true))).toBe('not_found');
  await setOpen(staff, fair, true);
  expect(await refusalOf(ask(staff, fair))).toBe('not_possible_now');
  const results = await Promise.all(Array.from({ length: 5 }, () => refusalOf(ask(visitor, fair, 'Hallo?'))));
  expect(results.toSorted()).toEqual(['already_done', 'already_done', 'already_done', 'already_done', 'done']);
  const mine = (who: TestPerson) =>
    who.hub.call('GET /api/events/:event/booths/:booth/contact-requests/mine', at(fair));
  const { request } = await mine(visitor);
  expect(request).toMatchObject({ state: 'waiting', message: 'Hallo?', visitor: { name: 'Visitor' }, channelId: null });
  expect(await mine(stranger)).toEqual({ request: null });
  const all = (who: TestPerson) => who.hub.call('GET /api/events/:event/booths/:booth/contact-requests', at(fair));
  expect((await all(staff)).items).toEqual([request]);
  for (const other of [stranger, admin, visitor]) expect(await refusalOf(all(other))).toBe('not_found');
  const withdraw = (who: TestPerson) =>
    who.hub.call('POST /api/contact-requests/:request/withdrawal', { params: { request: request?.id ?? '' } });
  expect(await refusalOf(withdraw(staff))).toBe('not_found');
  expect(await withdraw(visitor)).toMatchObject({ state: 'withdrawn' });
  expect(await refusalOf(withdraw(visitor))).toBe('not_possible_now');
  expect(await refusalOf(answer(staff, request?.id ?? ''))).toBe('not_possible_now');
  expect(await ask(visitor, fair)).toMatchObject({ state: 'waiting' });
});

test('only staff answers; the conversation is the two persons’, ends once, and then the visitor may ask again', async () => {
  const fair = await createFair(admin, 'answering');
  const [staff, colleague] = [
    await createStaff(hub, admin, fair, 'Staff'),
    await createStaff(hub, admin, fair, 'Colleague'),
  ];
  const visitor = await hub.person('Visitor');
  await setOpen(staff, fair, true);
  const request = await ask(visitor, fair);
  for (const other of [stranger, admin, visitor]) expect(await refusalOf(answer(other, request.id))).toBe('not_found');
  const answered = await answer(staff, request.id);
  expect(answered).toMatchObject({ state: 'answered', answeredBy: { id: staff.id }, channelId: expect.any(String) });
  expect(await answer(staff, request.id)).toEqual(answered);
  await expect(answer(colleague, request.id)).rejects.toMatchObject({
    code: 'already_answered',
    details: { by: 'Staff' },
  });
  expect(await refusalOf(ask(visitor, fair))).toBe('already_done');
  const end = (who: TestPerson) =>
    who.hub.call('POST /api/contact-requests/:request/end', { params: { request: request.id } });
  expect(await refusalOf(end(stranger))).toBe('not_found');
  expect(await refusalOf(end(colleague))).toBe('not_found');
  expect((await end(visitor)).endedAt).not.toBeNull();
  expect(await refusalOf(end(staff))).toBe('not_possible_now');
  expect(await ask(visitor, fair)).toMatchObject({ state: 'waiting' });
});

test('who waits is in sight of the staff, however many came after them and left again', async () => {
  const fair = await createFair(admin, 'long-wait');
  const staff = await createStaff(hub, admin, fair, 'Staff');
  const visitor = await hub.person('Patient');
  await setOpen(staff, fair, true);
  const waiting = await ask(visitor, fair);
  const later = Array.from({ length: 250 }, () => ({
    id: v7(),
    booth_id: fair.boothId,
    visitor_id: stranger.id,
    message: 'Doch nicht',
    state: 'withdrawn',
    ended_at: new Date().toISOString(),
  }));
  const { sql } = hub.database.database;
  await sql`insert into contact_requests ${sql(later)}`;
  const { items } = await staff.hub.call('GET /api/events/:event/booths/:booth/contact-requests', at(fair));
  expect(items).toHaveLength(201);
  expect(items[0]).toEqual(waiting);
  expect(items.map(({ id }) => id)).toEqual(items.map(({ id }) => id).toSorted());
});

test('who still waits when the booth closes or the event ends was missed, and staff still sees who it was', async () => {
  const fair = await createFair(admin, 'missing');
  const staff = await createStaff(hub, admin, fair, 'Staff');
  const [first, second] = [await hub.person('First'), await hub.person('Second')];
  const seen = async () =>
    (await staff.hub.call('GET /api/events/:event/booths/:booth/contact-requests', at(fair))).items.map(
      ({ visitor, state }) => [visitor.name, state],
    );
  await setOpen(staff, fair, true);
  await ask(first, fair);
  await setOpen(staff, fair, false);
  expect(await seen()).toEqual([['First', 'missed']]);
  await setOpen(staff, fair, true);
  await ask(second, fair);
  const contacts = hub.running.app.get(ContactService);
  await contacts.missAfterEvents();
  expect((await seen()).at(-1)).toEqual(['Second', 'waiting']);
  const { version } = await admin.hub.call('GET /api/events/:event', { params: { event: 'missing' } });
  await admin.hub.call('PATCH /api/events/:event', {
    params: { event: 'missing' },
    body: { version, startsAt: '2026-01-01T08:00:00Z', endsAt: '2026-01-01T18:00:00Z' },
  });
  await contacts.missAfterEvents();
  expect((await seen()).at(-1)).toEqual(['Second', 'missed']);
  expect(await refusalOf(ask(first, fair))).toBe('not_possible_now');
});

test('of 20 staff who answer one request at once exactly one does, and 19 are told who', async () => {
  const fair = await createFair(admin, 'race');
  const staff: TestPerson[] = [];
  for (const letter of 'abcdefghijklmnopqrst') staff.push(await createStaff(hub, admin, fair, `Staff ${letter}`));
  const [opener] = staff;
  if (opener) await setOpen(opener, fair, true);
  const visitor = await hub.person('Visitor');

  for (let round = 0; round < 3; round += 1) {
    const { id } = await ask(visitor, fair);
    const outcomes = await Promise.all(staff.map((one) => answer(one, id).catch((error: HubProblem) => error)));
    const winners = outcomes.filter((outcome) => !(outcome instanceof HubProblem));
    expect(winners).toHaveLength(1);
    const winner = winners[0] instanceof HubProblem ? undefined : winners[0]?.answeredBy;
    const losers = outcomes.flatMap((one) => (one instanceof HubProblem ? [[one.status, one.code, one.details]] : []));
    expect(losers).toHaveLength(19);
    for (const loser of losers) expect(loser).toEqual([409, 'already_answered', { by: winner?.name }]);
    expect(
      await visitor.hub.call('GET /api/events/:event/booths/:booth/contact-requests/mine', at(fair)),
    ).toMatchObject({ request: { answeredBy: winner } });
    await visitor.hub.call('POST /api/contact-requests/:request/end', { params: { request: id } });
  }

  const { id } = await ask(visitor, fair);
  const naive = await Promise.all(staff.map((one) => answerAfterReading(hub, id, one.id)));
  expect(naive.filter((won) => won).length).toBeGreaterThan(1);
});

const staffRead = (who: TestPerson, fair: TestBooth) => who.hub.call('GET /api/events/:event/booths/:booth', at(fair));

test('booth staff finds its own booths, of public events that are not over, next event first', async () => {
  const [later, sooner, draft, over] = await Promise.all(
    ['own-later', 'own-sooner', 'own-draft', 'own-over'].map((slug) => createFair(admin, slug)),
  );
  if (!later || !sooner || !draft || !over) throw new Error('a fair is missing');
  const person = await createStaff(hub, admin, later, 'Sefa');
  for (const booth of [sooner, draft, over]) {
    await admin.hub.call('POST /api/events/:event/booths/:booth/staff', { ...at(booth), body: { email: person.mail } });
  }
  const own = async (who: TestPerson) => (await who.hub.call('GET /api/me/booths')).items;
  expect((await own(person)).map(({ event }) => event.slug).toSorted()).toEqual([
    'own-draft',
    'own-later',
    'own-over',
    'own-sooner',
  ]);
  const dates = { 'own-later': '2090-01-02', 'own-sooner': '2090-01-01', 'own-over': '2020-01-01' };
  for (const [event, day] of Object.entries(dates)) {
    const { version } = await admin.hub.call('GET /api/events/:event', { params: { event } });
    await admin.hub.call('PATCH /api/events/:event', {
      params: { event },
      body: { version, startsAt: `${day}T08:00:00Z`, endsAt: `${day}T18:00:00Z` },
    });
  }
  await admin.hub.call('DELETE /api/events/:event/publication', { params: { event: 'own-draft' } });
  expect(await own(person)).toMatchObject([
    { id: sooner.boothId, event: { slug: 'own-sooner' }, organisation: { slug: sooner.booth } },
    { id: later.boothId, event: { slug: 'own-later' } },
  ]);
  expect(await own(admin)).toEqual([]);
});
