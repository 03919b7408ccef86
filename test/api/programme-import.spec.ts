import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Jobs } from '../../apps/hub/src/platform/jobs.ts';
import { ScheduleImportService } from '../../apps/hub/src/programme/schedule-import.service.ts';
import { ScheduleImporter } from '../../apps/hub/src/programme/schedule-importer.ts';
import {
  createEvent,
  draftOf,
  fixture,
  haveRealProgrammes,
  importFile,
  placeSession,
  publish,
  realProgrammes,
  release,
  scheduleOf,
} from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let organiser: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  organiser = await hub.withRole('Organiser', 'organiser');
});
afterAll(() => hub.close());

test('a file becomes the draft: days, rooms, sessions and speakers, with a report that keeps every warning', async () => {
  await createEvent(organiser, 'zeche');
  const done = await importFile(organiser, 'zeche', fixture('zechen-fest.xml'));
  expect(done).toMatchObject({ state: 'done', progress: 1, fileName: 'zechen-fest.xml' });
  const draft = await draftOf(organiser, 'zeche');
  expect(done.counts).toEqual({
    days: expect.any(Number),
    rooms: draft.rooms.length,
    sessions: draft.sessions.length,
    speakers: draft.speakers.length,
    newSessions: draft.sessions.length,
  });
  expect(draft.sessions.length).toBeGreaterThan(0);
  expect(draft.speakers.every(({ hasAccount, mail }) => !hasAccount && mail === null)).toBe(true);
});

test('an import says how far it is while it runs', async () => {
  await createEvent(organiser, 'unterwegs');
  const params = { event: 'unterwegs' };
  const file = new File([readFileSync(fixture('zechen-fest.xml'))], 'zechen-fest.xml');
  const progress = async (id: string) => {
    const at = { params: { ...params, import: id } };
    const now = await organiser.hub.call('GET /api/events/:event/imports/:import', at);
    return [now.state, now.progress];
  };
  // Somebody else holds the slots, so it gets as far as the sessions.
  const id = await hub.database.database.sql.begin(async (tx) => {
    await tx`lock table slots in exclusive mode`;
    const asked = await organiser.hub.call('POST /api/events/:event/imports', { params, file });
    await expect.poll(() => progress(asked.id), { timeout: 30_000 }).toEqual(['running', expect.closeTo(0.7)]);
    return asked.id;
  });
  await expect.poll(() => progress(id), { timeout: 30_000 }).toEqual(['done', 1]);
});

test('the same file twice doubles nothing and leaves every slot at its version', async () => {
  const before = await draftOf(organiser, 'zeche');
  const again = await importFile(organiser, 'zeche', fixture('zechen-fest.xml'));
  expect(again.counts).toMatchObject({ sessions: before.sessions.length, newSessions: 0 });
  // Whoever has the draft open reads it again: what an import did is not told one by one.
  expect(await draftOf(organiser, 'zeche')).toEqual({ ...before, revision: before.revision + 1 });
});

test('a file that is refused says where and why, and changes nothing', async () => {
  const before = await draftOf(organiser, 'zeche');
  const params = { event: 'zeche' };
  const file = new File(['{"schedule": {"conference": {"title": 5}}}'], 'wrong.json');
  const { id } = await organiser.hub.call('POST /api/events/:event/imports', { params, file });
  const read = () =>
    organiser.hub.call('GET /api/events/:event/imports/:import', { params: { ...params, import: id } });
  await expect.poll(async () => (await read()).state, { timeout: 30_000 }).toBe('refused');
  const refused = await read();
  expect(refused.findings[0]).toMatchObject({
    code: expect.any(String),
    place: expect.stringContaining('/schedule'),
    reason: expect.any(String),
  });
  expect(refused.counts).toBeNull();
  expect(await draftOf(organiser, 'zeche')).toEqual(before);
});

test('a later file keeps speakers added here, and says which edits of ours it overwrote', async () => {
  const event = 'reimport';
  await createEvent(organiser, event);
  await importFile(organiser, event, fixture('zechen-fest.xml'));
  const before = await draftOf(organiser, event);
  const [edited, moved, spoken] = before.sessions;
  const [room] = before.rooms;
  if (!edited || !moved || !spoken || !room) throw new Error('too small a file');
  await organiser.hub.call('PATCH /api/events/:event/draft/sessions/:session', {
    params: { event, session: edited.id },
    body: { version: edited.version, title: { de: 'Von Hand' } },
  });
  await placeSession(organiser, event, moved.id, {
    version: moved.slot.version,
    roomId: null,
    startsAt: null,
    endsAt: null,
  });
  await organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
    params: { event, session: spoken.id },
    body: {
      version: spoken.version,
      speakers: [
        ...spoken.speakers.map(({ id }) => ({ speakerId: id })),
        { email: 'added@example.org', name: 'Added' },
      ],
    },
  });
  await organiser.hub.call('PATCH /api/events/:event/draft/rooms/:room', {
    params: { event, room: room.id },
    body: { version: room.version, name: 'Unser Saal' },
  });
  const changed = await draftOf(organiser, event);
  const added = changed.speakers.find(({ name }) => name === 'Added');
  const again = await importFile(organiser, event, fixture('zechen-fest.xml'));
  const overwritten = again.findings.filter(({ code }) => code.endsWith('_overwritten'));
  expect(overwritten).toMatchObject([
    { code: 'room_overwritten', count: 1, places: ['Unser Saal'] },
    { code: 'session_overwritten', count: 2 },
  ]);
  expect(overwritten[1]?.places.toSorted()).toEqual(
    ['Von Hand (title)', `${Object.values(moved.title)[0]} (place and time)`].toSorted(),
  );
  const after = await draftOf(organiser, event);
  const now = (id: string) => after.sessions.find((session) => session.id === id);
  expect(now(edited.id)?.title).toEqual(edited.title);
  expect(now(moved.id)?.slot).toMatchObject({ roomId: moved.slot.roomId, startsAt: moved.slot.startsAt });
  expect(now(spoken.id)?.speakers.map(({ id }) => id)).toEqual([...spoken.speakers.map(({ id }) => id), added?.id]);
  // What is as the file has it is not told again.
  const third = await importFile(organiser, event, fixture('zechen-fest.xml'));
  expect(third.findings.filter(({ code }) => code.endsWith('_overwritten'))).toEqual([]);
});

test('what a hub imported before it remembered versions may have been edited: it is told where a file changes it', async () => {
  const event = 'imported-before';
  await createEvent(organiser, event);
  await importFile(organiser, event, fixture('zechen-fest.xml'));
  const { sql } = hub.database.database;
  await sql`update sessions set imported_version = null where event_id = (select id from events where slug = ${event})`;
  await sql`update slots set imported_version = null where session_id in (
    select sessions.id from sessions join events on events.id = event_id where slug = ${event})`;
  await sql`update rooms set imported_version = null where event_id = (select id from events where slug = ${event})`;
  const [room] = (await draftOf(organiser, event)).rooms;
  if (!room) throw new Error('no room');
  await organiser.hub.call('PATCH /api/events/:event/draft/rooms/:room', {
    params: { event, room: room.id },
    body: { version: room.version, name: 'Unser Saal' },
  });
  const [session] = (await draftOf(organiser, event)).sessions;
  if (!session) throw new Error('no session');
  await organiser.hub.call('PATCH /api/events/:event/draft/sessions/:session', {
    params: { event, session: session.id },
    body: { version: session.version, title: { de: 'Von Hand' } },
  });
  const told = async () => {
    const { findings } = await importFile(organiser, event, fixture('zechen-fest.xml'));
    return findings.filter(({ code }) => code.endsWith('_overwritten'));
  };
  expect(await told()).toMatchObject([
    { code: 'room_overwritten', count: 1, places: ['Unser Saal'] },
    { code: 'session_overwritten', count: 1, places: ['Von Hand (title)'] },
  ]);
  expect(await told()).toEqual([]);
});

test('an import whose job was lost, by a restore or with its hub, is done at the next start', async () => {
  await createEvent(organiser, 'resumed');
  const params = { event: 'resumed' };
  const { sql } = hub.database.database;
  const file = readFileSync(fixture('zechen-fest.xml'));
  const ids = ['01a20000-0000-7000-8000-000000000001', '01a20000-0000-7000-8000-000000000002'];
  for (const [index, state] of (['waiting', 'running'] as const).entries()) {
    await sql`
      insert into schedule_imports (id, event_id, asked_by, file_name, file, state, progress)
      select ${ids[index] ?? ''}, id, ${organiser.id}, 'x.xml', ${file}, ${state}, 0.7 from events where slug = 'resumed'`;
  }
  const states = () =>
    Promise.all(
      ids.map(async (id) => {
        const at = { params: { ...params, import: id } };
        return (await organiser.hub.call('GET /api/events/:event/imports/:import', at)).state;
      }),
    );
  // Nobody does them by themselves.
  await importFile(organiser, 'zeche', fixture('zechen-fest.xml'));
  expect(await states()).toEqual(['waiting', 'running']);
  await hub.running.app.get(Jobs).resume();
  await expect.poll(states, { timeout: 30_000 }).toEqual(['done', 'done']);
  const [imported, once] = [await draftOf(organiser, 'resumed'), await draftOf(organiser, 'zeche')];
  expect(imported.sessions.length).toBe(once.sessions.length);
});

test('an import that breaks off in the middle leaves nothing, and what the operator imports no empty event', async () => {
  const importer = hub.running.app.get(ScheduleImporter);
  const write = importer.write.bind(importer);
  const broken = vi.spyOn(importer, 'write').mockImplementation(async (...given) => {
    const { counts } = await write(...given);
    expect(counts.sessions).toBeGreaterThan(0);
    throw new Error('the power went');
  });
  const imports = hub.running.app.get(ScheduleImportService);
  const file = readFileSync(fixture('zechen-fest.xml'));
  await expect(imports.importAsOperator('from-operator', file, 'Europe/Berlin')).rejects.toThrow('the power went');
  await createEvent(organiser, 'broken');
  expect(await importFile(organiser, 'broken', fixture('zechen-fest.xml'))).toMatchObject({ state: 'failed' });
  broken.mockRestore();
  expect(await hub.database.database.sql`select id from events where slug = 'from-operator'`).toEqual([]);
  expect(await draftOf(organiser, 'broken')).toMatchObject({ rooms: [], sessions: [], speakers: [] });
  expect(await imports.importAsOperator('from-operator', file, 'Europe/Berlin')).toMatchObject({ state: 'done' });
});

test('who asked for an import is who imported, though it was done later; the operator is nobody', async () => {
  const trail = await hub.database.database.sql<{ action: string; slug: string; actor: string | null }[]>`
    select distinct action, slug, actor_id as actor from audit_entries join events on events.id = event_id
    where action like 'programme.import%' and slug in ('zeche', 'from-operator') order by slug, action`;
  expect(trail).toEqual([
    { action: 'programme.imported', slug: 'from-operator', actor: null },
    { action: 'programme.import_asked', slug: 'zeche', actor: organiser.id },
    { action: 'programme.imported', slug: 'zeche', actor: organiser.id },
  ]);
});

test('a programme outside the dates of its event is told, and the event keeps its dates', async () => {
  const event = 'zeche-datiert';
  const found = async () =>
    (await importFile(organiser, event, fixture('zechen-fest.xml'))).findings
      .map(({ code }) => code)
      .filter((code) => code === 'event_undated' || code === 'outside_event');
  const dated = async (startsAt: string, endsAt: string) => {
    const { version } = await organiser.hub.call('GET /api/events/:event', { params: { event } });
    await organiser.hub.call('PATCH /api/events/:event', { params: { event }, body: { version, startsAt, endsAt } });
  };
  await createEvent(organiser, event);
  expect(await found()).toEqual(['event_undated']);
  const slots = (await draftOf(organiser, event)).sessions.map(({ slot }) => slot);
  const begins = slots.flatMap(({ startsAt }) => startsAt ?? []).toSorted();
  const ends = slots.flatMap(({ endsAt }) => endsAt ?? []).toSorted();
  await dated(begins[0] ?? '', ends.at(-1) ?? '');
  expect(await found()).toEqual([]);
  const later = new Date(Date.parse(begins[0] ?? '') + 60_000).toISOString();
  await dated(later, ends.at(-1) ?? '');
  expect(await found()).toEqual(['outside_event']);
  const kept = await organiser.hub.call('GET /api/events/:event', { params: { event } });
  expect(kept.startsAt).toBe(later);
});

test('only who may edit the programme hands in files, and only forms with a file are taken', async () => {
  const stranger = await hub.person('Stranger');
  const params = { event: 'zeche' };
  const file = new File(['{}'], 'x.json');
  await expect(stranger.hub.call('POST /api/events/:event/imports', { params, file })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(organiser.hub.call('POST /api/events/:event/imports', { params })).rejects.toMatchObject({
    code: 'wrong_type',
  });
});

test('a speaker who was only a name becomes who proves their address, and nobody else', async () => {
  const draft = await draftOf(organiser, 'zeche');
  const [speaker] = draft.speakers;
  if (!speaker) throw new Error('no speaker');
  const ada = await hub.person('Ada Speaker', { verified: true });
  const invited = await organiser.hub.call('PUT /api/events/:event/draft/speakers/:speaker/mail', {
    params: { event: 'zeche', speaker: speaker.id },
    body: { email: ada.mail },
  });
  expect(invited).toMatchObject({ id: speaker.id, personId: ada.id, hasAccount: true });
  const trail = await hub.database.database.sql`
    select actor_id from audit_entries where action = 'speaker.invited' and subject_id = ${speaker.id}`;
  expect(trail).toEqual([{ actor_id: organiser.id }]);
  await release(organiser, 'zeche');
  await publish(organiser, 'zeche');
  const agenda = await ada.hub.call('GET /api/me/agenda');
  expect(agenda.days.flatMap(({ items }) => items.map(({ kind }) => kind))).toContain('speaking');
});

describe.skipIf(!haveRealProgrammes)('real programmes', () => {
  test.each([
    ['frab-camp2019.json', { days: 5, rooms: 2, sessions: 79, speakers: 90 }],
    ['pretalx-rc3.json', { days: 4, rooms: 5, sessions: 48, speakers: 56 }],
    ['pretalx-democon.json', { days: 3, rooms: 2, sessions: 36, speakers: 27 }],
    ['hub-schedule2.json', { days: 4, rooms: 5, sessions: 2, speakers: 4 }],
    ['fosdem-2024.xml', { days: 2, rooms: 32, sessions: 674, speakers: 738 }],
  ])('%s comes in whole and can be released', async (name, counts) => {
    const slug = name.replace(/\W+/g, '-').toLowerCase();
    await createEvent(organiser, slug, 'Europe/Brussels');
    const done = await importFile(organiser, slug, join(realProgrammes, name));
    expect(done).toMatchObject({ state: 'done', counts: { ...counts, newSessions: counts.sessions } });
    const draft = await draftOf(organiser, slug);
    expect([draft.rooms.length, draft.sessions.length, draft.speakers.length]).toEqual([
      counts.rooms,
      counts.sessions,
      counts.speakers,
    ]);
    await release(organiser, slug);
    await publish(organiser, slug);
    const shown = await scheduleOf(hub, slug);
    const used = new Set(draft.sessions.map(({ slot }) => slot.roomId));
    expect([shown.days.length, shown.rooms.length, shown.sessions.length]).toEqual([
      counts.days,
      draft.rooms.filter(({ id }) => used.has(id)).length,
      counts.sessions,
    ]);
    expect((await importFile(organiser, slug, join(realProgrammes, name))).counts).toMatchObject({ newSessions: 0 });
    expect((await draftOf(organiser, slug)).sessions.map(({ id, slot }) => [id, slot])).toEqual(
      draft.sessions.map(({ id, slot }) => [id, slot]),
    );
  });

  test('invalid-example.json is refused', async () => {
    await createEvent(organiser, 'invalid');
    const refused = await importFile(organiser, 'invalid', join(realProgrammes, 'invalid-example.json'));
    expect(refused).toMatchObject({ state: 'refused', counts: null });
    expect(await draftOf(organiser, 'invalid')).toMatchObject({ rooms: [], sessions: [], speakers: [] });
  });
});
