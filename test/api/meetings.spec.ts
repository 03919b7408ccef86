import { HubProblem } from '@hubwerk/client';
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let admin: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  admin = await hub.withRole('Admin', 'admin');
  await makeEvent('nacht', '2026-09-08T14:00:00+02:00', '2026-09-10T22:00:00+02:00');
});
afterAll(() => hub.close());
beforeEach(() => hub.clock.set('2026-09-01T10:00:00Z'));

const at = (clock: string) => `2026-09-08T${clock}:00+02:00`;
const utc = (clock: string) => new Date(at(clock)).toISOString();
const night = { event: 'nacht' };

async function makeEvent(slug: string, startsAt: string, endsAt: string): Promise<void> {
  await admin.hub.call('POST /api/events', {
    body: {
      slug,
      kind: 'startup_night',
      format: 'hybrid',
      title: { de: 'Gründungsnacht', en: 'Founders’ night' },
      zone: 'Europe/Berlin',
      startsAt,
      endsAt,
    },
  });
  await admin.hub.call('POST /api/events/:event/publication', { params: { event: slug } });
}

async function available(person: TestPerson, from = '15:00', to = '17:00', version = 0): Promise<void> {
  await person.hub.call('PUT /api/events/:event/availability', {
    params: night,
    body: { version, windows: [{ startsAt: at(from), endsAt: at(to) }] },
  });
}

const ask = (from: TestPerson, to: TestPerson, clock: string) =>
  from.hub.call('POST /api/events/:event/meetings', {
    params: night,
    body: { personId: to.id, startsAt: at(clock), reason: 'Ladesäulen für eure Höfe' },
  });
const accept = (person: TestPerson, meeting: string) =>
  person.hub.call('POST /api/meetings/:meeting/acceptance', { params: { meeting } });
const cancel = (person: TestPerson, meeting: string) =>
  person.hub.call('POST /api/meetings/:meeting/cancellation', { params: { meeting } });
const read = (person: TestPerson, meeting: string) =>
  person.hub.call('GET /api/meetings/:meeting', { params: { meeting } });

async function slotsOf(person: TestPerson, seenBy: TestPerson): Promise<string[]> {
  const { items } = await seenBy.hub.call('GET /api/events/:event/people/:person/slots', {
    params: { ...night, person: person.id },
    query: {},
  });
  const clock = new Intl.DateTimeFormat('de', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });
  return items.map(({ startsAt, free }) => clock.format(new Date(startsAt)) + (free ? '' : ' busy'));
}

async function mailsTo(person: TestPerson) {
  await hub.settled();
  return hub.database.database.sql<
    { subject: string; body: string; attachments: { type: string; content: string }[] }[]
  >`
    select subject, body, attachments::jsonb as attachments from mails where recipient = ${person.mail} and subject not like 'Bestätige%' order by id`;
}

describe('a meeting', () => {
  test('from availability to both agendas of a day, and back', async () => {
    const [ada, bob, eve] = [await hub.person('Ada'), await hub.person('Bob'), await hub.person('Eve')];
    await available(bob);
    expect(await slotsOf(bob, ada)).toEqual(['15:00', '15:20', '15:40', '16:00', '16:20', '16:40']);
    const asked = await ask(ada, bob, '15:20');
    expect(asked).toMatchObject({
      status: 'requested',
      possible: true,
      role: 'requester',
      other: { id: bob.id, name: 'Bob' },
    });
    expect(await slotsOf(bob, eve)).toContain('15:20');

    const inbox = await bob.hub.call('GET /api/events/:event/meetings', { params: night, query: {} });
    expect(inbox.items).toMatchObject([
      { id: asked.id, role: 'invitee', reason: 'Ladesäulen für eure Höfe', status: 'requested' },
    ]);
    const accepted = await accept(bob, asked.id);
    expect(accepted).toMatchObject({
      status: 'accepted',
      startsAt: utc('15:20'),
      endsAt: utc('15:35'),
      roomOpensAt: utc('15:15'),
      roomClosesAt: utc('15:50'),
    });
    expect(await accept(bob, asked.id)).toEqual(accepted);
    for (const one of [ada, bob]) {
      const { days } = await one.hub.call('GET /api/me/agenda');
      expect(days).toMatchObject([{ date: '2026-09-08', items: [{ kind: 'meeting', startsAt: utc('15:20') }] }]);
      const { url } = await one.hub.call('GET /api/me/agenda-link');
      const feed = await (await hub.visitor().fetch(new URL(url).pathname)).text();
      expect(entryOf(feed)).toMatchObject({ uid: `meeting-${asked.id}@hubwerk`, starts: utc('15:20') });
    }
    expect(await slotsOf(bob, eve)).toEqual(['15:00', '15:20 busy', '15:40', '16:00', '16:20', '16:40']);
    await available(eve);
    expect(await slotsOf(eve, ada)).toContain('15:20 busy');

    expect(await cancel(ada, asked.id)).toMatchObject({ status: 'cancelled' });
    expect((await ada.hub.call('GET /api/me/agenda')).days).toEqual([]);
    expect(await slotsOf(bob, eve)).not.toContain('15:20 busy');
    expect(await slotsOf(eve, ada)).toContain('15:20');
    await expect(accept(bob, asked.id)).rejects.toMatchObject({
      code: 'not_possible_now',
      details: { status: 'cancelled' },
    });
    expect(await ask(ada, bob, '15:20')).toMatchObject({ status: 'requested' });
  });

  test('is declined by the invitee only, withdrawn by the requester only, and takes no time by either', async () => {
    const [ada, bob] = [await hub.person('Ada'), await hub.person('Bob')];
    await available(bob);
    const first = await ask(ada, bob, '15:00');
    const decline = (person: TestPerson) =>
      person.hub.call('POST /api/meetings/:meeting/refusal', { params: { meeting: first.id } });
    await expect(accept(ada, first.id)).rejects.toMatchObject({ code: 'not_possible_now' });
    await expect(decline(ada)).rejects.toMatchObject({ code: 'not_possible_now' });
    await expect(cancel(bob, first.id)).rejects.toMatchObject({ code: 'not_possible_now' });
    expect(await decline(bob)).toMatchObject({ status: 'declined' });
    const second = await ask(ada, bob, '15:00');
    expect(await cancel(ada, second.id)).toMatchObject({ status: 'withdrawn' });
    await expect(accept(bob, second.id)).rejects.toMatchObject({ details: { status: 'withdrawn' } });
    expect(await slotsOf(bob, ada)).toContain('15:00');
  });

  test('expires unanswered when its slot has begun', async () => {
    const [ada, bob] = [await hub.person('Ada'), await hub.person('Bob')];
    await available(bob);
    const asked = await ask(ada, bob, '15:00');
    hub.clock.set(utc('15:00'));
    expect(await read(ada, asked.id)).toMatchObject({ status: 'expired', possible: false });
    await expect(accept(bob, asked.id)).rejects.toMatchObject({
      code: 'not_possible_now',
      details: { status: 'expired' },
    });
    expect(await slotsOf(bob, ada)).not.toContain('15:00 busy');
  });

  test('can only be asked for in a slot that is there and free, once, and not with oneself', async () => {
    const [ada, bob, eve] = [await hub.person('Ada'), await hub.person('Bob'), await hub.person('Eve')];
    await available(bob);
    await available(ada);
    for (const clock of ['15:10', '14:40', '17:00']) {
      await expect(ask(ada, bob, clock)).rejects.toMatchObject({ issues: [{ path: ['body', 'startsAt'] }] });
    }
    await expect(ask(bob, eve, '15:00')).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(ada, ada, '15:00')).rejects.toMatchObject({ issues: [{ path: ['body', 'personId'] }] });
    const asked = await ask(ada, bob, '15:00');
    await expect(ask(ada, bob, '15:00')).rejects.toMatchObject({ code: 'already_done' });
    await accept(bob, asked.id);
    await expect(ask(eve, bob, '15:00')).rejects.toMatchObject({ code: 'already_booked' });
    await expect(ask(eve, ada, '15:00')).rejects.toMatchObject({ code: 'already_booked' });
  });

  test('is seen by its two and by nobody else', async () => {
    const [ada, bob, eve] = [await hub.person('Ada'), await hub.person('Bob'), await hub.person('Eve')];
    await available(bob);
    const asked = await ask(ada, bob, '15:00');
    await accept(bob, asked.id);
    const mine = (person: TestPerson) =>
      person.hub.call('GET /api/events/:event/meetings', { params: night, query: {} });
    for (const one of [ada, bob]) {
      expect((await mine(one)).items.map(({ id }) => id)).toEqual([asked.id]);
      expect(await read(one, asked.id)).toMatchObject({ reason: asked.reason });
    }
    expect((await mine(eve)).items).toEqual([]);
    for (const attempt of [read, accept, cancel])
      await expect(attempt(eve, asked.id)).rejects.toMatchObject({ code: 'not_found' });
    const seen = JSON.stringify(
      await eve.hub.call('GET /api/events/:event/people/:person/slots', {
        params: { ...night, person: bob.id },
        query: {},
      }),
    );
    expect(seen).toContain('"free":false');
    for (const secret of [ada.id, 'Ada', asked.id, 'Ladesäulen']) expect(seen).not.toContain(secret);
    await expect(
      hub.visitor().hub.call('GET /api/meetings/:meeting', { params: { meeting: asked.id } }),
    ).rejects.toMatchObject({
      code: 'signed_out',
    });
  });
});

describe('the room of a meeting', () => {
  const enter = async (person: TestPerson, meeting: string) => {
    const socket = person.socket();
    try {
      return (await socket.request('media:join', { room: `meeting:${meeting}` })).role;
    } catch (error) {
      return (error as HubProblem).code;
    } finally {
      socket.close();
    }
  };

  test('opens five minutes before and closes a quarter of an hour after, for its two only', async () => {
    const [ada, bob, eve] = [await hub.person('Ada'), await hub.person('Bob'), await hub.person('Eve')];
    await available(bob);
    const { id } = await ask(ada, bob, '15:00');
    hub.clock.set(utc('14:56'));
    expect(await enter(ada, id)).toBe('not_found');
    await accept(bob, id);
    // 'speaker' where there is a media worker, else that there is none: both mean "let in".
    const letIn = expect.stringMatching(/^(speaker|media_unavailable)$/);
    expect(await enter(ada, id)).toEqual(letIn);
    expect(await enter(bob, id)).toEqual(letIn);
    expect(await enter(eve, id)).toBe('not_found');
    for (const [clock, code] of [
      ['14:54', 'not_found'],
      ['15:29', letIn],
      ['15:31', 'not_found'],
    ] as const) {
      hub.clock.set(utc(clock));
      expect(await enter(bob, id)).toEqual(code);
    }
    hub.clock.set(utc('15:05'));
    await cancel(ada, id);
    expect(await enter(bob, id)).toBe('not_found');
  });

  test('has a chat for its two, from the moment it is agreed on', async () => {
    const [ada, bob, eve] = [await hub.person('Ada'), await hub.person('Bob'), await hub.person('Eve')];
    await available(bob);
    const asked = await ask(ada, bob, '15:00');
    expect(asked.channel).toBeNull();
    const channel = (await accept(bob, asked.id)).channel ?? '';
    const [adas, eves] = [ada.socket(), eve.socket()];
    await adas.request('chat:say', { channel, text: 'Bin gleich da', token: crypto.randomUUID() });
    const lines = await bob.hub.call('GET /api/channels/:channel/lines', { params: { channel }, query: {} });
    expect(lines.items).toMatchObject([{ text: 'Bin gleich da', author: { id: ada.id } }]);
    await expect(eves.request('chat:join', { channel })).rejects.toMatchObject({ code: 'not_found' });
    await cancel(ada, asked.id);
    await expect(
      adas.request('chat:say', { channel, text: 'Schade', token: crypto.randomUUID() }),
    ).rejects.toMatchObject({ code: 'not_possible_now' });
    adas.close();
    eves.close();
  });
});

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

describe('news of a meeting', () => {
  test('reaches the other person’s page at once', async () => {
    const [ada, bob] = [await hub.person('Ada'), await hub.person('Bob')];
    await available(bob);
    const socket = bob.socket();
    const heard: unknown[] = [];
    socket.on('meeting:changed', (news) => heard.push(news.status));
    await new Promise<void>((done) => socket.onConnected(done));
    const asked = await ask(ada, bob, '15:00');
    await accept(bob, asked.id);
    await cancel(ada, asked.id);
    await expect.poll(() => heard.length).toBe(3);
    expect(heard.at(-1)).toBe('cancelled');
    socket.close();
  });

  test('comes as mail in the reader’s language, with a calendar entry that is updated and cancelled', async () => {
    const [ada, bob] = [await hub.person('Ada'), await hub.person('Bob')];
    await bob.hub.call('PUT /api/me/language', { body: { language: 'en' } });
    await available(bob);
    const asked = await ask(ada, bob, '15:40');
    await hub.settled();
    await accept(bob, asked.id);
    await hub.settled();
    await cancel(ada, asked.id);

    const [toAda, toBob] = [await mailsTo(ada), await mailsTo(bob)];
    expect(toBob.map(({ subject }) => subject)).toEqual([
      'Ada would like to meet you: Tuesday 8 September at 15:40 CEST',
      'Accepted: meeting with Ada, Tuesday 8 September at 15:40 CEST',
      'Cancelled: meeting with Ada, Tuesday 8 September at 15:40 CEST',
    ]);
    expect(toBob[0]?.body).toContain('Ladesäulen für eure Höfe');
    expect(toAda.map(({ subject }) => subject)).toEqual([
      'Zugesagt: Treffen mit Bob, Dienstag, 8. September um 15:40 MESZ',
      'Fällt aus: Treffen mit Bob, Dienstag, 8. September um 15:40 MESZ',
    ]);
    expect(toAda[0]?.body).toContain(`/events/nacht/meetings/${asked.id}`);

    const [entered, cancelled] = toAda.map(({ attachments }) => entryOf(attachments[0]?.content ?? ''));
    expect(entered).toMatchObject({
      method: 'REQUEST',
      status: 'CONFIRMED',
      starts: utc('15:40'),
      ends: utc('15:55'),
      summary: 'Treffen mit Bob',
    });
    expect(cancelled).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', uid: entered?.uid });
    expect(cancelled?.sequence).toBeGreaterThan(entered?.sequence ?? Infinity);
    expect(entryOf(toBob[1]?.attachments[0]?.content ?? '').uid).toBe(entered?.uid);
    expect(toAda[0]?.attachments[0]?.content).not.toContain(bob.mail);
    expect(toAda[0]?.attachments[0]?.content).toContain('DTSTAMP:20260901T100000Z');
  });
});

function entryOf(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content) as [string, unknown[], unknown[]]);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') as ICAL.Component);
  return {
    method: calendar.getFirstPropertyValue('method'),
    status: event.component.getFirstPropertyValue('status'),
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    starts: event.startDate.toJSDate().toISOString(),
    ends: event.endDate.toJSDate().toISOString(),
  };
}
