import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let organiser: TestPerson;
let founder: TestPerson;
let juror: TestPerson;
let guest: TestPerson;
let challenge = '';
let applications: string[] = [];

const event = 'pitchabend';
const here = { event };
const at = (clock: string) => new Date(`2027-04-01T${clock}:00+02:00`).toISOString();

beforeAll(async () => {
  hub = await startTestHub();
  hub.clock.set('2027-03-10T12:00:00Z');
  organiser = await hub.withRole('Organiser', 'admin');
  founder = await hub.person('Fatma', { verified: true });
  const rival = await hub.person('Rolf', { verified: true });
  juror = await hub.person('Grace', { verified: true });
  guest = await hub.person('Jonas');
  await organiser.hub.call('POST /api/events', {
    body: {
      slug: event,
      kind: 'challenge_pitch',
      format: 'in_person',
      title: { de: 'Abend' },
      zone: 'Europe/Berlin',
      startsAt: at('14:00'),
      endsAt: at('22:00'),
      place: 'Zeche',
    },
  });
  await organiser.hub.call('POST /api/events/:event/publication', { params: here });
  const room = await organiser.hub.call('POST /api/events/:event/draft/rooms', {
    params: here,
    body: { name: 'Halle 5' },
  });
  const company = await organisation(organiser, 'stadtwerke', 'company');
  ({ id: challenge } = await organiser.hub.call('POST /api/events/:event/challenges', {
    params: here,
    body: {
      companyId: company,
      title: { de: 'Ladesäulen', en: 'Chargers' },
      opensAt: '2027-03-01T08:00:00Z',
      deadlineAt: '2027-03-20T22:00:00Z',
      criteria: [{ name: { de: 'Idee' }, weight: 1, most: 5 }],
    },
  }));
  const there = { params: { event, challenge } };
  await organiser.hub.call('PATCH /api/events/:event/challenges/:challenge/brief', {
    ...there,
    body: { brief: { de: 'Wir suchen Ladesäulen.' } },
  });
  await organiser.hub.call('POST /api/events/:event/challenges/:challenge/publication', there);
  await organiser.hub.call('POST /api/events/:event/challenges/:challenge/jury', {
    ...there,
    body: { email: juror.mail },
  });
  for (const who of [founder, rival]) {
    const made = await who.hub.call('POST /api/events/:event/challenges/:challenge/applications', {
      ...there,
      body: { organisationId: await organisation(who, `von-${who.name.toLowerCase()}`, 'startup'), pitch: 'Strom' },
    });
    applications = [...applications, made.id];
  }
  hub.clock.set('2027-03-21T12:00:00Z');
  await organiser.hub.call('PUT /api/events/:event/challenges/:challenge/shortlist', {
    ...there,
    body: {
      roomId: room.id,
      startsAt: at('16:00'),
      pitches: applications.map((applicationId) => ({ applicationId, minutes: 10 })),
    },
  });
  for (const who of [founder, juror]) {
    await who.hub.call('PUT /api/events/:event/availability', {
      params: here,
      body: { version: 0, windows: [{ startsAt: at('15:40'), endsAt: at('17:00') }] },
    });
  }
});
afterAll(() => hub.close());

async function organisation(by: TestPerson, slug: string, kind: 'startup' | 'company'): Promise<string> {
  const made = await by.hub.call('POST /api/organisations', { body: { slug, kind, name: slug, languages: ['de'] } });
  return made.id;
}

async function agendaOf(person: TestPerson) {
  const { days } = await person.hub.call('GET /api/me/agenda');
  return days.flatMap(({ items }) => items);
}

async function calendarOf(person: TestPerson): Promise<string> {
  const { url } = await person.hub.call('GET /api/me/agenda-link');
  return (await hub.visitor().fetch(new URL(url).pathname)).text();
}

async function freeSlots(person: TestPerson): Promise<string[]> {
  const { items } = await guest.hub.call('GET /api/events/:event/people/:person/slots', {
    params: { event, person: person.id },
    query: {},
  });
  return items.filter(({ free }) => free).map(({ startsAt }) => startsAt);
}

describe('announced pitches', () => {
  const all = ['15:40', '16:00', '16:20', '16:40'].map(at);

  test('stand in the days of who pitches and who judges, and take their time, once they are announced', async () => {
    expect([await agendaOf(founder), await agendaOf(juror)], 'the shortlist is nobody’s yet').toEqual([[], []]);
    expect([await freeSlots(founder), await freeSlots(juror)]).toEqual([all, all]);

    await organiser.hub.call('POST /api/events/:event/challenges/:challenge/shortlist/announcement', {
      params: { event, challenge },
    });
    expect(await agendaOf(founder)).toMatchObject([
      {
        kind: 'pitch',
        title: { de: 'Dein Pitch: Ladesäulen', en: 'Your pitch: Chargers' },
        place: 'Halle 5, Zeche',
        startsAt: at('16:00'),
        endsAt: at('16:10'),
        path: `/events/${event}/challenges/${challenge}`,
      },
    ]);
    expect(await agendaOf(juror)).toMatchObject([
      { kind: 'judging', startsAt: at('16:00'), endsAt: at('16:20'), id: `jury-${challenge}` },
    ]);
    expect(await agendaOf(guest)).toEqual([]);
    expect(await calendarOf(founder)).toMatch(/UID:session-.*@hubwerk/);
    expect(await calendarOf(juror)).toContain(`UID:jury-${challenge}@hubwerk`);
    expect(await freeSlots(founder)).toEqual(['15:40', '16:20', '16:40'].map(at));
    expect(await freeSlots(juror)).toEqual(['15:40', '16:40'].map(at));
  });

  test('become the released session, and move with it', async () => {
    const [pitch] = await agendaOf(founder);
    const session = pitch?.id.replace('session-', '') ?? '';
    const release = () => organiser.hub.call('POST /api/events/:event/releases', { params: here, body: {} });
    await release();
    expect(await agendaOf(founder)).toMatchObject([{ id: pitch?.id, kind: 'speaking', startsAt: at('16:00') }]);

    await organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
      params: { event, session },
      body: { version: 2, roomId: null, startsAt: at('16:40'), endsAt: at('16:50') },
    });
    await release();
    await hub.settled();
    expect(await agendaOf(founder)).toMatchObject([{ id: pitch?.id, kind: 'speaking', startsAt: at('16:40') }]);
    expect(await agendaOf(juror)).toMatchObject([{ startsAt: at('16:10'), endsAt: at('16:50') }]);
    expect(await freeSlots(founder)).toEqual(['15:40', '16:00', '16:20'].map(at));
    expect(await freeSlots(juror)).toEqual(['15:40'].map(at));
  });

  test('leave the day of who leaves the jury', async () => {
    await organiser.hub.call('DELETE /api/events/:event/challenges/:challenge/jury/:person', {
      params: { event, challenge, person: juror.id },
    });
    expect(await agendaOf(juror)).toEqual([]);
    expect(await freeSlots(juror)).toEqual(all);
  });
});
