import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HubSocket } from '@hubwerk/client/socket';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { registrations } from '../../apps/hub/src/database/tables/registration.table.ts';
import { ticketTypes } from '../../apps/hub/src/database/tables/ticket-type.table.ts';
import { Announcements } from '../../apps/hub/src/platform/announcements.ts';
import { Sockets } from '../../apps/hub/src/platform/sockets/sockets.ts';
import { fixture, importFile } from '../support/programme.ts';
import { addRoom, buildStage } from '../support/stage-builder.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let admin: TestPerson;
let speaker: TestPerson;
let visitor: TestPerson;
let moderator: TestPerson;
let built: Awaited<ReturnType<typeof buildStage>>;
const open: HubSocket[] = [];

beforeAll(async () => {
  hub = await startTestHub();
  admin = await hub.withRole('Admin', 'admin');
  moderator = await hub.withRole('Moderator', 'moderator');
  speaker = await hub.person('Speaker');
  visitor = await hub.person('Visitor');
});
beforeEach(async () => {
  built = await buildStage(hub, admin, speaker);
});
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});
afterAll(() => hub.close());

function socketOf(person: TestPerson): HubSocket {
  const socket = person.socket();
  open.push(socket);
  return socket;
}

const serverSockets = (person: TestPerson) =>
  [...(hub.running.app.get(Sockets)['server']?.sockets.sockets.values() ?? [])].filter(
    ({ data }) => data.asker.personId === person.id,
  );

const params = () => ({ params: { event: built.event, stage: built.stage } });
const read = (person: { hub: TestPerson['hub'] }) => person.hub.call('GET /api/events/:event/stages/:stage', params());
const goOnAir = (person: TestPerson) => person.hub.call('POST /api/events/:event/stages/:stage/air', params());
const end = (person: TestPerson) => person.hub.call('DELETE /api/events/:event/stages/:stage/air', params());
const isLive = async () => (await visitor.hub.call('GET /api/events/:event', { params: { event: built.event } })).live;

async function openRegistration(): Promise<string> {
  const id = v7();
  const ticketType = { id, eventId: built.eventId, name: { de: 'Eintritt' } };
  await hub.database.database.transaction((tx) => tx.insert(ticketTypes).values(ticketType));
  return id;
}

test('a speaker of the room goes on air and ends, everybody at the stage hears it, and the event shows as live', async () => {
  const heard: object[] = [];
  const socket = socketOf(visitor);
  socket.on('stage:changed', (payload) => heard.push(payload));
  expect(await socket.request('stage:enter', { stage: built.stage })).toMatchObject({ state: 'off', viewers: 1 });
  expect(await isLive()).toBe(false);
  const [first, second] = await Promise.all([goOnAir(speaker), goOnAir(moderator)]);
  expect(first).toMatchObject({ state: 'on_air', name: 'Lichthof', endedAt: null });
  expect(second).toEqual(first);
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  expect(heard[0]).toEqual({ stage: built.stage, state: 'on_air', onAirAt: first.onAirAt, endedAt: null });
  expect(await isLive()).toBe(true);
  expect(await end(speaker)).toMatchObject({ state: 'ended', onAirAt: first.onAirAt });
  await vi.waitFor(() => expect(heard).toHaveLength(2));
  expect(await isLive()).toBe(false);
  expect(await goOnAir(speaker)).toMatchObject({ state: 'on_air', endedAt: null });
  const trail = await hub.database.database.sql`
    select action, actor_id from audit_entries where subject_id = ${built.stage} order by id`;
  expect(trail.map(({ action }) => action)).toEqual(['stage.opened', 'stage.on_air', 'stage.ended', 'stage.on_air']);
});

test('who does not speak here can watch and say so, but not go on air', async () => {
  expect(await read(visitor)).toMatchObject({ barred: null, perform: false, moderate: false });
  await expect(goOnAir(visitor)).rejects.toMatchObject({ code: 'not_found' });
  await expect(end(visitor)).rejects.toMatchObject({ code: 'not_found' });
  await expect(end(speaker)).rejects.toMatchObject({ code: 'not_possible_now' });
  expect(await read(speaker)).toMatchObject({ perform: true, moderate: false });
  const elsewhere = await buildStage(hub, admin, visitor);
  await expect(
    visitor.hub.call('GET /api/events/:event/stages/:stage', {
      params: { event: built.event, stage: elsewhere.stage },
    }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test('where one can register, only who did may watch, beside speakers and the team', async () => {
  const ticketTypeId = await openRegistration();
  expect(await read(hub.visitor())).toMatchObject({ barred: 'signed_out', channel: null });
  expect(await read(visitor)).toMatchObject({ barred: 'not_registered', channel: null });
  const socket = socketOf(visitor);
  await expect(socket.request('stage:enter', { stage: built.stage })).rejects.toMatchObject({ code: 'not_registered' });
  const { channel } = await read(speaker);
  if (!channel) throw new Error('a speaker is not barred');
  await expect(socket.request('chat:join', { channel })).rejects.toMatchObject({ code: 'not_found' });
  await expect(socket.request('media:join', { room: `stage:${built.stage}` })).rejects.toMatchObject({
    code: 'not_registered',
  });
  expect(await read(moderator)).toMatchObject({ barred: null, perform: true, moderate: true, channel });
  await hub.database.database.transaction((tx) =>
    tx.insert(registrations).values({ eventId: built.eventId, ticketTypeId, personId: visitor.id }),
  );
  expect(await read(visitor)).toMatchObject({ barred: null, channel });
  await socket.request('stage:enter', { stage: built.stage });
  await socket.request('chat:join', { channel });
});

test('who only came by is led out when one must register, also for the event around; who has another reason stays', async () => {
  const left = { visitor: [] as string[], speaker: [] as string[] };
  const { channel = '' } = (await read(speaker)) as { channel?: string };
  for (const [name, person] of Object.entries({ visitor, speaker }) as [keyof typeof left, TestPerson][]) {
    const socket = socketOf(person);
    socket.on('audience:left', ({ audience }) => left[name].push(audience));
    await socket.request('stage:enter', { stage: built.stage });
    await socket.request('chat:join', { channel });
  }
  const around = `around-${v7()}`;
  const { id: aroundId } = await admin.hub.call('POST /api/events', {
    body: { slug: around, kind: 'startup_night', format: 'hybrid', title: { de: 'Woche' }, zone: 'Europe/Berlin' },
  });
  await hub.database.database.sql`update events set ancestors = ${[aroundId]} where id = ${built.eventId}`;
  await admin.hub.call('POST /api/events/:event/ticket-types', {
    params: { event: around },
    body: { name: { de: 'Eintritt' }, capacity: 10 },
  });
  await vi.waitFor(() =>
    expect(left.visitor.toSorted()).toEqual([`channel:${channel}`, `stage:${built.stage}`].toSorted()),
  );
  await hub.settled();
  expect(left.speaker).toEqual([]);
});

test('what is told in a room of sockets is never heard by who may not be there, not even while that is checked', async () => {
  await openRegistration();
  const socket = socketOf(visitor);
  const joined: (string | string[])[] = [];
  await vi.waitFor(() => expect(serverSockets(visitor)).toHaveLength(1));
  for (const server of serverSockets(visitor)) {
    const enter = server.join.bind(server);
    vi.spyOn(server, 'join').mockImplementation((rooms) => {
      joined.push(rooms);
      return enter(rooms);
    });
  }
  const { channel } = await read(speaker);
  const tries = [
    socket.request('stage:enter', { stage: built.stage }),
    socket.request('media:join', { room: `stage:${built.stage}` }),
    socket.request('chat:join', { channel: channel ?? '' }),
    socket.request('desk:join', { booth: v7() }),
  ];
  expect((await Promise.allSettled(tries)).map(({ status }) => status)).toEqual(tries.map(() => 'rejected'));
  expect(joined).toEqual([]);
  await hub.database.database.sql`delete from ticket_types where event_id = ${built.eventId}`;
  await socket.request('stage:enter', { stage: built.stage });
  expect(joined).toEqual([`stage:${built.stage}`]);
});

/** How often it was announced that somebody may do less than before. */
async function timesToldOf(personId: string): Promise<number> {
  const [row] = await hub.database.database.sql<{ count: number }[]>`
    select count(*)::int from announcements
    where name = 'access.rights_reduced' and payload->>'personId' = ${personId}`;
  return row?.count ?? 0;
}

test('whoever stops speaking in the room of a stage is asked about again, however that comes', async () => {
  const { event, eventId, roomId } = built;
  const otherRoom = await addRoom(hub, eventId, 'Hof');
  const toldOf = () => timesToldOf(speaker.id);
  const draft = { params: { event } };
  const [first] = (await admin.hub.call('GET /api/events/:event/draft', draft)).sessions;
  if (!first) throw new Error('no session');
  const at = { params: { event, session: first.id } };
  const readSession = () => admin.hub.call('GET /api/events/:event/draft/sessions/:session', at);
  const setSpeakers = async (speakers: { speakerId: string }[]) =>
    admin.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
      ...at,
      body: { version: (await readSession()).version, speakers },
    });
  const place = async (room: string | null) =>
    admin.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
      ...at,
      body: { version: (await readSession()).slot.version, roomId: room, startsAt: null, endsAt: null },
    });
  const speakers = first.speakers.map(({ id }) => ({ speakerId: id }));
  const before = await toldOf();
  await setSpeakers(speakers);
  await place(roomId);
  expect((await toldOf()) - before).toBe(0);
  await setSpeakers([]);
  expect((await toldOf()) - before).toBe(1);
  await setSpeakers(speakers);
  await place(otherRoom);
  expect((await toldOf()) - before).toBe(2);
  await place(null);
  await place(roomId);
  expect((await toldOf()) - before).toBe(3);
  await admin.hub.call('DELETE /api/events/:event/draft/sessions/:session', at);
  expect((await toldOf()) - before).toBe(4);
});

test('whoever a later programme file no longer lets speak there is asked about again, too', async () => {
  const { event, eventId } = built;
  const folder = await mkdtemp(join(tmpdir(), 'hub-programme-'));
  try {
    await importFile(admin, event, fixture('lichthof-nights.json'));
    const [jan] = await hub.database.database.sql<{ id: string }[]>`
      select person_id as id from speakers where event_id = ${eventId} and name = 'Jan Kowalski'`;
    const toldOfJan = () => timesToldOf(jan?.id ?? '');
    expect(await toldOfJan()).toBe(0);
    await importFile(admin, event, fixture('lichthof-nights.json'));
    expect(await toldOfJan()).toBe(0);
    const without = join(folder, 'without-jan.json');
    const text = await readFile(fixture('lichthof-nights.json'), 'utf8');
    await writeFile(without, text.replace(/,\s*\{ "id": 8, "public_name": "Jan Kowalski" \}/, ''));
    expect(await importFile(admin, event, without)).toMatchObject({ counts: { speakers: 1 } });
    expect(await toldOfJan()).toBe(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('whoever withdraws from a challenge with a place on the stage is asked about again, too', async () => {
  const { event, eventId } = built;
  const founder = await hub.person('Founder', { verified: true });
  const found = (by: TestPerson, kind: 'company' | 'startup') =>
    by.hub.call('POST /api/organisations', { body: { slug: `org-${v7()}`, kind, name: kind, languages: ['de'] } });
  const { id: companyId } = await found(admin, 'company');
  const { id: organisationId } = await found(founder, 'startup');
  const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString();
  const opensAt = inDays(-2);
  const { id: challenge } = await admin.hub.call('POST /api/events/:event/challenges', {
    params: { event },
    body: {
      companyId,
      title: { de: 'Ladesäulen' },
      brief: { de: 'Gesucht' },
      opensAt,
      deadlineAt: inDays(1),
      criteria: [{ name: { de: 'Idee' }, weight: 1, most: 5 }],
    },
  });
  const at = { event, challenge };
  await admin.hub.call('POST /api/events/:event/challenges/:challenge/publication', { params: at });
  const { id: application } = await founder.hub.call('POST /api/events/:event/challenges/:challenge/applications', {
    params: at,
    body: { organisationId, pitch: 'Wir' },
  });
  await admin.hub.call('PATCH /api/events/:event/challenges/:challenge/rules', {
    params: at,
    body: { opensAt, deadlineAt: inDays(-1) },
  });
  await admin.hub.call('PUT /api/events/:event/challenges/:challenge/shortlist', {
    params: at,
    body: {
      roomId: await addRoom(hub, eventId, 'Hof'),
      startsAt: inDays(2),
      pitches: [{ applicationId: application, minutes: 5 }],
    },
  });
  await admin.hub.call('POST /api/events/:event/challenges/:challenge/shortlist/announcement', { params: at });
  expect(await timesToldOf(founder.id)).toBe(0);
  await founder.hub.call('DELETE /api/events/:event/challenges/:challenge/applications/:application', {
    params: { ...at, application },
  });
  expect(await timesToldOf(founder.id)).toBe(1);
});

test('people at the stage are counted, each once, and the count is told only when it changes', async () => {
  const counts: number[] = [];
  const watching = socketOf(moderator);
  watching.on('stage:counted', ({ viewers }) => counts.push(viewers));
  await watching.request('stage:enter', { stage: built.stage });
  await vi.waitFor(() => expect(counts).toEqual([1]), 3_000);
  const [tab, otherTab] = [socketOf(visitor), socketOf(visitor)];
  await tab.request('stage:enter', { stage: built.stage });
  await vi.waitFor(() => expect(counts).toEqual([1, 2]), 3_000);
  expect(await otherTab.request('stage:enter', { stage: built.stage })).toMatchObject({ viewers: 2 });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(counts).toEqual([1, 2]);
  tab.close();
  await otherTab.request('stage:leave', { stage: built.stage });
  await vi.waitFor(() => expect(counts).toEqual([1, 2, 1]), 3_000);
});

test('visitors chat at the stage and a moderator takes away what does not belong there', async () => {
  const { channel } = await read(visitor);
  if (!channel) throw new Error('a visitor is not barred');
  const [v, m] = [socketOf(visitor), socketOf(moderator)];
  const heard: unknown[] = [];
  m.on('chat:said', ({ line }) => heard.push(line.text));
  expect(await m.request('chat:join', { channel })).toMatchObject({ say: true, moderate: true });
  expect(await v.request('chat:join', { channel })).toMatchObject({ say: true, moderate: false });
  const line = await v.request('chat:say', { channel, text: 'Guter Pitch!', token: randomUUID() });
  await vi.waitFor(() => expect(heard).toEqual(['Guter Pitch!']));
  await expect(v.request('chat:remove', { channel, sequence: line.sequence })).rejects.toMatchObject({
    code: 'not_found',
  });
  await m.request('chat:remove', { channel, sequence: line.sequence });
});

test('a room becomes a stage once; a room of another event does not', async () => {
  const roomId = await addRoom(hub, built.eventId, 'Saal');
  const event = { params: { event: built.event } };
  expect((await moderator.hub.call('GET /api/events/:event/stages/rooms', event)).items).toEqual([
    { id: roomId, name: 'Saal' },
  ]);
  const make = () => moderator.hub.call('POST /api/events/:event/stages', { ...event, body: { roomId } });
  const tries = await Promise.allSettled([make(), make(), make()]);
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(make()).rejects.toMatchObject({ code: 'already_done' });
  expect((await hub.visitor().hub.call('GET /api/events/:event/stages', event)).items).toHaveLength(2);
  const elsewhere = await buildStage(hub, admin, speaker);
  await expect(
    moderator.hub.call('POST /api/events/:event/stages', { ...event, body: { roomId: elsewhere.roomId } }),
  ).rejects.toMatchObject({ code: 'not_found' });
  await expect(
    visitor.hub.call('POST /api/events/:event/stages', { ...event, body: { roomId } }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test('a stage of an unpublished event is there for its team only', async () => {
  expect(await read(visitor)).toMatchObject({ barred: null });
  await admin.hub.call('DELETE /api/events/:event/publication', { params: { event: built.event } });
  await expect(read(visitor)).rejects.toMatchObject({ code: 'not_found' });
  await expect(socketOf(visitor).request('stage:enter', { stage: built.stage })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await read(moderator)).toMatchObject({ perform: true });
});

test('the public reads the name a release gives a stage and its session, and no name of the draft before it is released', async () => {
  const event = { event: built.event };
  const rename = async (room: string, name: string) => {
    const { rooms } = await admin.hub.call('GET /api/events/:event/draft', { params: event });
    const version = rooms.find(({ id }) => id === room)?.version ?? 0;
    return admin.hub.call('PATCH /api/events/:event/draft/rooms/:room', {
      params: { ...event, room },
      body: { version, name },
    });
  };
  const listed = async (asker = hub.visitor()) =>
    (await asker.hub.call('GET /api/events/:event/stages', { params: event })).items.map(({ name }) => name).toSorted();
  const announce = async () => {
    await admin.hub.call('POST /api/events/:event/releases', { params: event, body: {} });
    await hub.running.app.get(Announcements).settled();
  };
  const { sessions } = await admin.hub.call('GET /api/events/:event/draft', { params: event });
  const session = sessions[0]?.id ?? '';
  await admin.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
    params: { ...event, session },
    body: { version: 1, roomId: built.roomId, startsAt: '2026-09-07T18:00:00Z', endsAt: '2026-09-07T19:00:00Z' },
  });

  // Before there is a programme a stage is found by the name its room had when it became one.
  await rename(built.roomId, 'Before any release');
  expect(await listed()).toEqual(['Lichthof']);
  await announce();
  expect(await listed()).toEqual(['Before any release']);

  await rename(built.roomId, 'Not released yet');
  const other = await addRoom(hub, built.eventId, 'Saal');
  await admin.hub.call('POST /api/events/:event/stages', { params: event, body: { roomId: other } });
  await rename(other, 'Not released either');
  expect(await listed()).toEqual(['Before any release', 'Saal']);
  expect(await listed(admin)).toEqual(['Before any release', 'Saal']);
  expect(await read(hub.visitor())).toMatchObject({ name: 'Before any release' });
  const scheduled = () =>
    hub.visitor().hub.call('GET /api/events/:event/schedule/sessions/:session', { params: { ...event, session } });
  expect(await scheduled()).toMatchObject({ room: { name: 'Before any release' } });

  await announce();
  // No session is in the other room, so no release has it.
  expect(await listed()).toEqual(['Not released yet', 'Saal']);
  expect(await scheduled()).toMatchObject({ room: { name: 'Not released yet' } });
});
