import type { HubClient } from '@hubwerk/client';
import { DateTime } from 'luxon';
import type { DemoEvent } from './demo-event.ts';
import { demoEvents, demoWeek } from './demo-events.ts';
import { demoJury, demoOpenChallenge, demoPitchedChallenge, type DemoChallenge } from './demo-challenges.ts';
import { demoHalls } from './demo-fair.ts';
import { demoOrganisations } from './demo-organisations.ts';
import { demoPeople } from './demo-people.ts';
import { mailOf, type PersonAtHub } from './demo-people-at-hub.ts';
import { demoRooms, demoSessions } from './demo-programme.ts';

const zone = 'Europe/Berlin';
/** The event that is on while the hub is first looked at. */
export const today = 'startup-nacht-essen';
const fair = 'virtuelle-messe';

type People = Map<string, PersonAtHub>;

/**
 * Fills an empty hub with a start-up week around the day of `now`, through the API and as the people it tells of, so that
 * nothing is in the demo that the hub would not have let them do. `people` are signed up; the organiser may create events.
 */
export async function seedDemo(people: People, now: Date): Promise<void> {
  const start = DateTime.fromJSDate(now, { zone });
  const { hub } = at(people, 'miriam.kaya');
  const organisations = await seedOrganisations(people);
  await seedEvents(hub, organisations, start);
  await seedProgramme(hub, start);
  await seedFair(hub, people);
  await seedAvailabilities(people, start);
  await seedOpenChallenge(people, organisations, start);
  await seedPitchedChallenge(people, organisations, start);
  await seedAttendance(people);
}

function at(people: People, mail: string): PersonAtHub {
  const person = people.get(mail);
  if (!person) throw new Error(`${mail} is no demo person`);
  return person;
}

/** @returns ids by slug */
async function seedOrganisations(people: People): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { slug, products = [], offers = [], needs = [], ...organisation } of demoOrganisations) {
    const [first, ...others] = demoPeople.filter((person) => person.organisation === slug);
    if (!first) throw new Error(`nobody speaks for ${slug}`);
    const { hub } = at(people, first.mail);
    const made = await hub.call('POST /api/organisations', {
      body: { slug, languages: ['de', 'en'], ...organisation },
    });
    ids.set(slug, made.id);
    const entries = { product: products, offer: offers, need: needs } as const;
    for (const kind of ['product', 'offer', 'need'] as const) {
      for (const title of entries[kind]) {
        await hub.call('POST /api/organisations/:organisation/entries', {
          params: { organisation: slug },
          body: { kind, title },
        });
      }
    }
    for (const other of others) {
      await hub.call('POST /api/organisations/:organisation/members', {
        params: { organisation: slug },
        body: { email: mailOf(other) },
      });
    }
  }
  return ids;
}

async function seedEvents(hub: HubClient, organisations: Map<string, string>, start: DateTime): Promise<void> {
  const day = start.startOf('day');
  await publishEvent(hub, {
    ...demoWeek,
    kind: 'startup_week',
    format: 'hybrid',
    city: null,
    place: 'Bochum, Dortmund, Duisburg, Essen, Gelsenkirchen, Mülheim an der Ruhr',
    zone,
    startsAt: isoOf(day.minus({ days: 1 }).set({ hour: 8 })),
    endsAt: isoOf(day.plus({ days: 5 }).set({ hour: 22 })),
    organiserId: organisations.get('revierhub') ?? null,
  });
  for (const event of demoEvents) {
    const { day: offset, days = 1, from, to, organiser, places, ...rest } = event;
    await publishEvent(hub, {
      ...rest,
      zone,
      startsAt: isoOf(from === 'now' ? programmeStart(start) : atTime(day.plus({ days: offset }), from)),
      endsAt: isoOf(to === 'now' ? programmeEnd(start) : atTime(day.plus({ days: offset + days - 1 }), to)),
      organiserId: organisations.get(organiser) ?? null,
      parent: isInWeek(event) ? demoWeek.slug : null,
    });
    if (places) await openRegistration(hub, event.slug, places);
  }
}

const isInWeek = ({ day }: DemoEvent) => day <= 5;

type EventBody = Parameters<typeof createEvent>[1];
const createEvent = (hub: HubClient, body: Parameters<typeof hub.call<'POST /api/events'>>[1]['body']) =>
  hub.call('POST /api/events', { body });

async function publishEvent(hub: HubClient, body: EventBody): Promise<void> {
  const { slug } = await createEvent(hub, body);
  await hub.call('POST /api/events/:event/publication', { params: { event: slug } });
}

async function openRegistration(hub: HubClient, event: string, capacity: number): Promise<void> {
  await hub.call('POST /api/events/:event/ticket-types', {
    params: { event },
    body: { name: { de: 'Teilnahme', en: 'Attendance' }, capacity },
  });
}

async function seedProgramme(hub: HubClient, start: DateTime): Promise<void> {
  const params = { event: today };
  const rooms: string[] = [];
  for (const room of demoRooms) {
    const { id } = await hub.call('POST /api/events/:event/draft/rooms', { params, body: room });
    rooms.push(id);
    await hub.call('POST /api/events/:event/stages', { params, body: { roomId: id } });
  }
  for (const { room, at: offset, minutes, speakers, ...session } of demoSessions) {
    const { id } = await hub.call('POST /api/events/:event/draft/sessions', { params, body: session });
    const startsAt = halfHour(start).plus({ minutes: offset });
    const atSession = { ...params, session: id };
    await hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
      params: atSession,
      body: {
        version: 1,
        roomId: rooms[room] ?? null,
        startsAt: isoOf(startsAt),
        endsAt: isoOf(startsAt.plus({ minutes })),
      },
    });
    if (!speakers.length) continue;
    const named = demoPeople.filter(({ mail }) => speakers.includes(mail));
    const { version } = await hub.call('GET /api/events/:event/draft/sessions/:session', { params: atSession });
    await hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
      params: atSession,
      body: { version, speakers: named.map((person) => ({ email: mailOf(person), name: person.name })) },
    });
  }
  await hub.call('POST /api/events/:event/releases', { params, body: { name: 'Programm' } });
}

async function seedFair(hub: HubClient, people: People): Promise<void> {
  const params = { event: fair };
  for (const { name, booths } of demoHalls) {
    const hall = await hub.call('POST /api/events/:event/halls', { params, body: { name } });
    for (const { organisation, headline, text, staff } of booths) {
      const booth = await hub.call('POST /api/events/:event/booths', {
        params,
        body: { hallId: hall.id, organisation, headline },
      });
      const atBooth = { ...params, booth: booth.id };
      for (const member of demoPeople.filter(({ mail }) => staff.includes(mail))) {
        await hub.call('POST /api/events/:event/booths/:booth/staff', {
          params: atBooth,
          body: { email: mailOf(member), name: member.name },
        });
      }
      const [first] = staff;
      if (!first) throw new Error(`nobody staffs the booth of ${organisation}`);
      const own = at(people, first).hub;
      await own.call('PATCH /api/events/:event/booths/:booth', { params: atBooth, body: { version: 1, text } });
      await own.call('PUT /api/events/:event/booths/:booth/opening', { params: atBooth, body: { open: true } });
    }
  }
}

const halfHour = (start: DateTime) => start.set({ minute: start.minute < 30 ? 0 : 30 }).startOf('minute');
const programmeStart = (start: DateTime) =>
  halfHour(start).plus({ minutes: Math.min(...demoSessions.map(({ at: offset }) => offset)) });
const programmeEnd = (start: DateTime) =>
  halfHour(start).plus({ minutes: Math.max(...demoSessions.map(({ at: offset, minutes }) => offset + minutes)) });

/** Who can be met at the fair, in the afternoons of its days. */
async function seedAvailabilities(people: People, start: DateTime): Promise<void> {
  const days = [0, 1, 2].map((offset) => start.startOf('day').plus({ days: offset }));
  const windows = days.map((day) => ({ startsAt: isoOf(atTime(day, '13:00')), endsAt: isoOf(atTime(day, '17:00')) }));
  for (const { mail, organisation } of demoPeople) {
    if (!organisation) continue;
    await at(people, mail).hub.call('PUT /api/events/:event/availability', {
      params: { event: fair },
      body: { windows, version: 0 },
    });
  }
}

async function seedOpenChallenge(people: People, organisations: Map<string, string>, start: DateTime): Promise<void> {
  await publishChallenge(people, organisations, demoOpenChallenge, {
    opensAt: isoOf(start.minus({ days: 14 })),
    deadlineAt: isoOf(start.startOf('day').plus({ days: 2 }).set({ hour: 10 })),
  });
}

/** Past its deadline, with its pitches in the programme and a jury at work. */
async function seedPitchedChallenge(
  people: People,
  organisations: Map<string, string>,
  start: DateTime,
): Promise<void> {
  const { hub } = at(people, 'miriam.kaya');
  const opensAt = isoOf(start.minus({ days: 28 }));
  const { params, applications } = await publishChallenge(people, organisations, demoPitchedChallenge, {
    opensAt,
    deadlineAt: isoOf(start.plus({ days: 1 })),
  });
  const { event } = params;
  for (const { mail } of demoJury) {
    const body = { email: mailOf({ mail }) };
    await hub.call('POST /api/events/:event/challenges/:challenge/jury', { params, body });
  }
  // Nobody applies too late, so the deadline is only now put where the story has it.
  const rules = { opensAt, deadlineAt: isoOf(start.minus({ days: 1 })) };
  await hub.call('PATCH /api/events/:event/challenges/:challenge/rules', { params, body: rules });
  const room = await hub.call('POST /api/events/:event/draft/rooms', {
    params: { event },
    body: { name: 'Videokonferenz' },
  });
  await hub.call('POST /api/events/:event/stages', { params: { event }, body: { roomId: room.id } });
  const pitches = applications.map((applicationId) => ({ applicationId, minutes: 15 }));
  await hub.call('PUT /api/events/:event/challenges/:challenge/shortlist', {
    params,
    body: { roomId: room.id, startsAt: isoOf(halfHour(start)), pitches },
  });
  await hub.call('POST /api/events/:event/challenges/:challenge/shortlist/announcement', { params });
  await hub.call('POST /api/events/:event/releases', { params: { event }, body: { name: 'Programm' } });
  for (const { mail, points } of demoJury) await giveScores(at(people, mail).hub, params, points);
}

interface AtChallenge {
  event: string;
  challenge: string;
}

/** @returns where it is, and the ids of its applications in their order */
async function publishChallenge(
  people: People,
  organisations: Map<string, string>,
  { event, company, applications, ...challenge }: DemoChallenge,
  times: { opensAt: string; deadlineAt: string },
): Promise<{ params: AtChallenge; applications: string[] }> {
  const idOf = (slug: string) => organisations.get(slug) ?? '';
  const speakerFor = (slug: string) => demoPeople.find(({ organisation }) => organisation === slug)?.mail ?? '';
  const { id } = await at(people, 'miriam.kaya').hub.call('POST /api/events/:event/challenges', {
    params: { event },
    body: { ...challenge, ...times, companyId: idOf(company) },
  });
  const params = { event, challenge: id };
  await at(people, speakerFor(company)).hub.call('POST /api/events/:event/challenges/:challenge/publication', {
    params,
  });
  const ids: string[] = [];
  for (const { organisation, pitch } of applications) {
    const made = await at(people, speakerFor(organisation)).hub.call(
      'POST /api/events/:event/challenges/:challenge/applications',
      { params, body: { organisationId: idOf(organisation), pitch } },
    );
    ids.push(made.id);
  }
  return { params, applications: ids };
}

async function giveScores(hub: HubClient, params: AtChallenge, points: number[][]): Promise<void> {
  const { pitches, criteria } = await hub.call('GET /api/events/:event/challenges/:challenge/judging', { params });
  for (const [pitch, given] of points.entries()) {
    for (const [index, value] of given.entries()) {
      const [application, criterion] = [pitches[pitch]?.application.id ?? '', criteria[index]?.id ?? ''];
      await hub.call('PUT /api/events/:event/challenges/:challenge/judging/:application/scores/:criterion', {
        params: { ...params, application, criterion },
        body: { points: value },
      });
    }
  }
}

/** Everybody comes tonight; the attendee has picked a session and asked for a meeting. */
async function seedAttendance(people: People): Promise<void> {
  const params = { event: today };
  for (const { hub } of people.values()) await hub.call('POST /api/events/:event/registrations', { params, body: {} });
  const { hub } = at(people, 'lena.hoffmann');
  const schedule = await hub.call('GET /api/events/:event/schedule', { params });
  const picked = schedule.sessions.find(({ kind }) => kind === 'panel');
  if (picked) {
    await hub.call('PUT /api/events/:event/schedule/sessions/:session/star', {
      params: { ...params, session: picked.id },
    });
  }
}

function atTime(day: DateTime, time: string): DateTime {
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour: hour ?? 0, minute: minute ?? 0 });
}

function isoOf(time: DateTime): string {
  const text = time.toUTC().toISO();
  if (!text) throw new Error('no such time');
  return text;
}
