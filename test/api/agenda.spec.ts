import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Database } from '../../apps/hub/src/database/database.ts';
import { ScheduleService } from '../../apps/hub/src/programme/schedule.service.ts';
import { createEvent, fixture, importFile } from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let organiser: TestPerson;
let ada: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  organiser = await hub.withRole('Organiser', 'organiser');
  ada = await hub.person('Ada');
});
afterAll(() => hub.close());

/** A published event with one session per beginning, each an hour long. @returns the ids of the sessions */
async function released(event: string, zone: string, beginnings: string[]): Promise<string[]> {
  await createEvent(organiser, event, zone);
  const ids = [];
  for (const startsAt of beginnings) {
    const { id } = await organiser.hub.call('POST /api/events/:event/draft/sessions', {
      params: { event },
      body: { title: { de: `Ünd, ${startsAt}` } },
    });
    ids.push(id);
    await move(event, id, 1, startsAt);
  }
  await organiser.hub.call('POST /api/events/:event/publication', { params: { event } });
  await release(event);
  return ids;
}
const hour = 3_600_000;
const move = (event: string, session: string, version: number, startsAt: string) =>
  organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
    params: { event, session },
    body: { version, roomId: null, startsAt, endsAt: new Date(Date.parse(startsAt) + hour).toISOString() },
  });
const release = (event: string) =>
  organiser.hub.call('POST /api/events/:event/releases', { params: { event }, body: {} });
const star = (person: TestPerson, event: string, session: string) =>
  person.hub.call('PUT /api/events/:event/schedule/sessions/:session/star', { params: { event, session } });
const agendaOf = (person: TestPerson) => person.hub.call('GET /api/me/agenda');

/** The path of an address: a test's hub does not listen where it says it does. */
const pathOf = (url: string) => new URL(url).pathname;
const fetchText = async (path: string, headers?: Record<string, string>) => {
  const response = await fetch(hub.url + path, headers && { headers });
  return { status: response.status, etag: response.headers.get('etag') ?? '', text: await response.text() };
};

/** What two libraries that know nothing of each other read in a calendar. */
function parsed(calendar: string) {
  const root = new ICAL.Component(ICAL.parse(calendar));
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const one = root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      sequence: event.sequence,
      status: String(component.getFirstPropertyValue('status')),
    };
  });
  const other = Object.values(nodeIcal.sync.parseICS(calendar)).flatMap((item) =>
    item?.type === 'VEVENT'
      ? [
          {
            uid: item.uid,
            start: item.start.toISOString(),
            end: item.end?.toISOString(),
            sequence: Number(item.sequence),
            status: item.status,
          },
        ]
      : [],
  );
  return { one, other };
}

describe('calendars', () => {
  let moving: string[] = [];

  // Around both changes of the clock, in the hour that comes twice, over midnight; none of the zones need be this process's.
  test.each([
    [
      'Europe/Berlin',
      [
        '2026-03-29T00:30:00Z',
        '2026-03-29T01:00:00Z',
        '2026-10-25T00:30:00Z',
        '2026-10-25T01:30:00Z',
        '2026-12-31T22:30:00Z',
      ],
    ],
    [
      'America/New_York',
      ['2026-03-08T06:30:00Z', '2026-03-08T07:00:00Z', '2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'],
    ],
    ['Asia/Kolkata', ['2026-06-01T18:30:00Z']],
    ['Australia/Lord_Howe', ['2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z', '2026-10-03T15:15:00Z']],
    ['UTC', ['2026-06-01T12:00:00Z']],
  ])('every moment in %s is the same moment in two calendar libraries', async (zone, beginnings) => {
    const event = `zone-${zone.toLowerCase().replace(/[^a-z]/g, '-')}`;
    const ids = await released(event, zone, beginnings);
    const { text } = await fetchText(`/api/events/${event}/calendar.ics`);
    const expected = beginnings.map((start, index) => ({
      uid: `session-${ids[index]}@hubwerk`,
      start: new Date(start).toISOString(),
      end: new Date(Date.parse(start) + hour).toISOString(),
      sequence: 2,
      status: 'CONFIRMED',
    }));
    expect(parsed(text)).toEqual({ one: expected, other: expected });
    if (zone !== 'UTC') expect(text).toContain(`BEGIN:VTIMEZONE\r\nTZID:${zone}`);
    expect(text.match(/DTSTAMP.*/g)?.every((stamp) => /^DTSTAMP:\d{8}T\d{6}Z/.test(stamp))).toBe(true);
  });

  test('a moved session keeps its id and gets a higher sequence with the next release', async () => {
    const [session = ''] = (moving = await released('moving', 'Europe/Berlin', ['2026-09-07T08:00:00Z']));
    const read = async () =>
      parsed((await fetchText(`/api/events/moving/schedule/sessions/${session}/calendar.ics`)).text).one;
    const [before] = await read();
    await move('moving', session, 2, '2026-09-07T12:00:00Z');
    expect(await read()).toEqual([before]);
    await release('moving');
    expect(await read()).toEqual([
      { ...before, sequence: 3, start: '2026-09-07T12:00:00.000Z', end: '2026-09-07T13:00:00.000Z' },
    ]);
  });

  test('a calendar is made once for all who are signed out, without asking the database, and anew after a release', async () => {
    const [session = ''] = await released('feed', 'Europe/Berlin', ['2026-09-07T08:00:00Z']);
    const made = vi.spyOn(hub.running.app.get(ScheduleService), 'listEntries');
    const asked = vi.spyOn(hub.running.app.get(Database).db, 'select');
    const paths = ['/api/events/feed/calendar.ics', `/api/events/feed/schedule/sessions/${session}/calendar.ics`];
    for (const path of paths) {
      // The news of the release comes round once more through the database, maybe only now.
      const first = await vi.waitFor(async () => {
        const kept = await fetchText(path);
        made.mockClear();
        asked.mockClear();
        // As a calendar asks that has it, and one that has not.
        expect((await fetchText(path, { 'if-none-match': kept.etag })).status).toBe(304);
        expect((await fetchText(path)).text).toBe(kept.text);
        expect([made.mock.calls.length, asked.mock.calls.length]).toEqual([0, 0]);
        return kept;
      });
      const own = await fetch(hub.url + path, { headers: { cookie: organiser.cookie() } });
      expect(await own.text()).toBe(first.text);
      expect([made.mock.calls.length, asked.mock.calls.length > 0]).toEqual([1, true]);
    }
    const before = await Promise.all(paths.map((path) => fetchText(path)));
    await move('feed', session, 2, '2026-09-07T12:00:00Z');
    await release('feed');
    for (const [index, path] of paths.entries()) {
      const after = await fetchText(path, { 'if-none-match': before[index]?.etag ?? '' });
      expect([after.status, after.text === before[index]?.text]).toEqual([200, false]);
    }
    vi.restoreAllMocks();
  });

  test('a calendar is kept also when all who ask for it have it already', async () => {
    const path = '/api/events/feed/calendar.ics';
    const { etag } = await fetchText(path);
    // Pages about the event are dropped, and its calendar with them, though it stays as it is.
    const [name, capacity] = [{ de: 'Teilnahme' }, 5];
    await organiser.hub.call('POST /api/events/:event/ticket-types', {
      params: { event: 'feed' },
      body: { name, capacity },
    });
    const made = vi.spyOn(hub.running.app.get(ScheduleService), 'listEntries');
    const timesMade = async () => {
      made.mockClear();
      expect((await fetchText(path, { 'if-none-match': etag })).status).toBeLessThan(400);
      return made.mock.calls.length;
    };
    // The news of the change comes round once more through the database.
    await expect.poll(timesMade).toBe(0);
    vi.restoreAllMocks();
  });

  test('who has a calendar already is told so in one line', async () => {
    const first = await fetchText('/api/events/moving/calendar.ics');
    expect(await fetchText('/api/events/moving/calendar.ics', { 'if-none-match': first.etag })).toMatchObject({
      status: 304,
      text: '',
    });
    await move('moving', moving[0] ?? '', 3, '2026-09-07T15:00:00Z');
    await release('moving');
    expect((await fetchText('/api/events/moving/calendar.ics', { 'if-none-match': first.etag })).status).toBe(200);
  });

  test('who is signed in is told so as well, and a query makes no calendar that is kept', async () => {
    const path = '/api/events/moving/calendar.ics';
    const own = (headers = {}) => fetch(hub.url + path, { headers: { cookie: organiser.cookie(), ...headers } });
    const first = await own();
    expect([first.status, first.headers.has('x-hub-about')]).toEqual([200, false]);
    expect((await own({ 'if-none-match': first.headers.get('etag') ?? '' })).status).toBe(304);

    const made = vi.spyOn(hub.running.app.get(ScheduleService), 'listEntries');
    const timesMade = async (asked: string) => {
      made.mockClear();
      for (let times = 0; times < 2; times += 1) await fetchText(path + asked);
      return made.mock.calls.length;
    };
    expect([await timesMade(''), await timesMade('?x=1')]).toEqual([expect.toSatisfy((times) => times < 2), 2]);
    vi.restoreAllMocks();
  });
});

describe('feeds of a part', () => {
  const at = { params: { event: 'parts' } };
  const feedOf = async (part: string) =>
    parsed((await fetchText(`/api/events/parts/schedule/${part}/calendar.ics`)).text).one.map(({ uid, status }) => [
      uid,
      status,
    ]);
  let speaker = '';
  let sessions: string[] = [];

  test('a track, a speaker and a session have a calendar of their own, named after them', async () => {
    await createEvent(organiser, 'parts');
    await importFile(organiser, 'parts', fixture('lichthof-nights.json'));
    await release('parts');
    await organiser.hub.call('POST /api/events/:event/publication', at);
    const schedule = await hub.visitor().hub.call('GET /api/events/:event/schedule', at);
    const [track] = schedule.tracks;
    sessions = schedule.sessions.map(({ id }) => id);
    const spoken = schedule.sessions.find(({ speakers }) => speakers.length > 0);
    speaker = spoken?.speakers[0]?.id ?? '';
    const uids = (those: { id: string }[]) => those.map(({ id }) => [`session-${id}@hubwerk`, 'CONFIRMED']);
    expect(await feedOf(`tracks/${track?.id}`)).toEqual(
      uids(schedule.sessions.filter(({ trackId }) => trackId === track?.id)),
    );
    const his = schedule.sessions.filter(({ speakers }) => speakers.some(({ id }) => id === speaker));
    expect(await feedOf(`speakers/${speaker}`)).toEqual(uids(his));
    expect(await feedOf(`sessions/${spoken?.id}`)).toEqual(uids(spoken ? [spoken] : []));
    const named = await fetchText(`/api/events/parts/schedule/tracks/${track?.id}/calendar.ics`);
    expect(named.text).toContain(`NAME:${track?.name}`);
    for (const part of ['tracks', 'speakers', 'sessions'])
      expect((await fetchText(`/api/events/parts/schedule/${part}/${organiser.id}/calendar.ics`)).status).toBe(404);
  });

  test('what a release has no more is cancelled in them, under its name and newer, until it is back', async () => {
    const [session = ''] = sessions;
    const bora = await hub.person('Bora');
    await star(bora, 'parts', session);
    const { url } = await bora.hub.call('GET /api/me/agenda-link');
    const everywhere = async () =>
      Promise.all(
        [
          '/api/events/parts/calendar.ics',
          `/api/events/parts/schedule/sessions/${session}/calendar.ics`,
          pathOf(url),
        ].map(async (path) =>
          parsed((await fetchText(path)).text).one.find(({ uid }) => uid === `session-${session}@hubwerk`),
        ),
      );
    const [before] = await everywhere();
    const { sessions: draft } = await organiser.hub.call('GET /api/events/:event/draft', at);
    const slot = draft.find(({ id }) => id === session)?.slot;
    const place = (body: object) =>
      organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
        params: { event: 'parts', session },
        body: { version: slot?.version ?? 0, roomId: null, startsAt: null, endsAt: null, ...body },
      });
    const unplaced = await place({});
    await release('parts');
    const cancelled = { ...before, status: 'CANCELLED', sequence: (before?.sequence ?? 0) + 1 };
    expect(await everywhere()).toEqual([cancelled, cancelled, cancelled]);
    expect((await agendaOf(bora)).days.flatMap(({ items }) => items.map(({ id }) => id))).not.toContain(
      `session-${session}`,
    );
    await place({ ...slot, version: unplaced.version });
    await release('parts');
    const back = await everywhere();
    expect(back).toEqual(Array(3).fill({ ...before, sequence: back[0]?.sequence }));
    expect(back[0]?.sequence).toBeGreaterThan(cancelled.sequence);
  });
});

describe('agenda', () => {
  test('what is starred stands in the agenda, day by day and over all events', async () => {
    const [late = '', early = ''] = await released('one', 'Europe/Berlin', [
      '2026-09-08T22:30:00Z',
      '2026-09-08T08:00:00Z',
    ]);
    const [other = ''] = await released('two', 'America/New_York', ['2026-09-08T14:00:00Z']);
    for (const [event, session] of [
      ['one', late],
      ['one', early],
      ['two', other],
    ] as const)
      await star(ada, event, session);
    const { days } = await agendaOf(ada);
    expect(days.map(({ date, items }) => [date, items.map(({ id }) => id)])).toEqual([
      ['2026-09-08', [`session-${early}`, `session-${other}`]],
      ['2026-09-09', [`session-${late}`]],
    ]);
    expect(days[0]?.items[1]).toMatchObject({ kind: 'session', zone: 'America/New_York', event: { slug: 'two' } });
    expect(
      (await ada.hub.call('GET /api/events/:event/stars', { params: { event: 'one' } })).sessionIds.sort(),
    ).toEqual([early, late].sort());
    await ada.hub.call('DELETE /api/events/:event/schedule/sessions/:session/star', {
      params: { event: 'two', session: other },
    });
    expect((await agendaOf(ada)).days.flatMap(({ items }) => items)).toHaveLength(2);
  });

  test('what is on at the same time is said with each of them, also over two events and midnight', async () => {
    const [night = '', morning = ''] = await released('clash', 'Europe/Berlin', [
      '2026-10-08T21:30:00Z',
      '2026-10-09T08:00:00Z',
    ]);
    const [over = '', after = ''] = await released('clash-ny', 'America/New_York', [
      '2026-10-08T22:00:00Z',
      '2026-10-08T22:30:00Z',
    ]);
    const cleo = await hub.person('Cleo');
    for (const [event, ...sessions] of [
      ['clash', night, morning],
      ['clash-ny', over, after],
    ] as const)
      for (const session of sessions) await star(cleo, event, session);
    const items = (await agendaOf(cleo)).days.flatMap((each) => each.items);
    expect(new Map(items.map(({ id, clashesWith }) => [id, clashesWith.sort()]))).toEqual(
      new Map([
        [`session-${night}`, [`session-${over}`]],
        [`session-${over}`, [`session-${night}`, `session-${after}`].sort()],
        [`session-${after}`, [`session-${over}`]],
        [`session-${morning}`, []],
      ]),
    );
  });

  test('what is only in the draft cannot be starred, and what a release no longer has is gone from the agenda', async () => {
    const event = 'one';
    const { id } = await organiser.hub.call('POST /api/events/:event/draft/sessions', {
      params: { event },
      body: { title: { en: 'Draft' } },
    });
    await expect(star(ada, event, id)).rejects.toMatchObject({ code: 'not_found' });
    const before = (await agendaOf(ada)).days.flatMap(({ items }) => items);
    const gone = before[0]?.id.replace('session-', '') ?? '';
    await organiser.hub.call('DELETE /api/events/:event/draft/sessions/:session', { params: { event, session: gone } });
    expect((await agendaOf(ada)).days.flatMap(({ items }) => items)).toEqual(before);
    await release(event);
    expect((await agendaOf(ada)).days.flatMap(({ items }) => items)).toEqual(before.slice(1));
  });

  test('the secret address shows the agenda to who has it, until it is replaced', async () => {
    const link = () => ada.hub.call('GET /api/me/agenda-link');
    const { url } = await link();
    expect(await link()).toEqual({ url });
    const { text } = await fetchText(pathOf(url));
    expect(parsed(text).one.map(({ status }) => status)).toEqual(['CANCELLED', 'CONFIRMED']);
    expect(text).toContain('NAME:Meine Agenda');
    const forged = pathOf(url).replace(/.(?=\/calendar)/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await fetchText(forged)).status).toBe(404);
    const { url: next } = await ada.hub.call('POST /api/me/agenda-link');
    expect(next).not.toBe(url);
    expect((await fetchText(pathOf(url))).status).toBe(404);
    expect((await fetchText(pathOf(next))).status).toBe(200);
    expect(await link()).toEqual({ url: next });
  });
});
