import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Database } from '../../apps/hub/src/database/database.ts';
import { DraftRepository } from '../../apps/hub/src/programme/draft.repository.ts';
import { createEvent, draftOf, placeSession, publish, release, scheduleOf } from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let organiser: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  organiser = await hub.withRole('Organiser', 'organiser');
});
afterAll(() => hub.close());

const addSession = (event: string, title: string) =>
  organiser.hub.call('POST /api/events/:event/draft/sessions', { params: { event }, body: { title: { en: title } } });
const addRoom = (event: string, name: string) =>
  organiser.hub.call('POST /api/events/:event/draft/rooms', { params: { event }, body: { name } });

const morning = { startsAt: '2026-09-07T10:00:00+02:00', endsAt: '2026-09-07T11:00:00+02:00' };

test('where speakers are reached is for who edits the programme, not for the door', async () => {
  await createEvent(organiser, 'reached');
  const { id, version } = await addSession('reached', 'A talk');
  await organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
    params: { event: 'reached', session: id },
    body: { version, speakers: [{ email: 'speaks@example.org', name: 'Speaks' }] },
  });
  const door = await hub.person('Door', { verified: true });
  await organiser.hub.call('POST /api/events/:event/grants', {
    params: { event: 'reached' },
    body: { email: door.mail, role: 'door' },
  });
  const seen = async (who: TestPerson) =>
    (await who.hub.call('GET /api/events/:event/draft', { params: { event: 'reached' } })).speakers;
  expect(await seen(organiser)).toMatchObject([{ name: 'Speaks', mail: 'speaks@example.org' }]);
  expect(await seen(door)).toMatchObject([{ name: 'Speaks', mail: null }]);
});

test('two sessions in one room at one time both stay, with a warning', async () => {
  await createEvent(organiser, 'overlap');
  const room = await addRoom('overlap', 'Halle');
  const [first, second] = [await addSession('overlap', 'First'), await addSession('overlap', 'Second')];
  expect(
    (await placeSession(organiser, 'overlap', first.id, { version: 1, roomId: room.id, ...morning })).warnings,
  ).toEqual([]);
  const { warnings } = await placeSession(organiser, 'overlap', second.id, { version: 1, roomId: room.id, ...morning });
  expect(warnings).toEqual([
    {
      kind: 'room_taken',
      roomId: room.id,
      sessionIds: [first.id, second.id].sort(),
      startsAt: '2026-09-07T08:00:00.000Z',
      endsAt: '2026-09-07T09:00:00.000Z',
    },
  ]);
  const draft = await draftOf(organiser, 'overlap');
  expect(draft.warnings).toEqual(warnings);
  expect(draft.sessions.map(({ slot }) => slot.roomId)).toEqual([room.id, room.id]);
  await release(organiser, 'overlap');
  await publish(organiser, 'overlap');
  expect((await scheduleOf(hub, 'overlap')).sessions).toHaveLength(2);
});

test('a speaker who is in two rooms at once is a warning too; who is named by mail is invited', async () => {
  const draft = await draftOf(organiser, 'overlap');
  const speakers = [{ email: 'ada@example.org', name: 'Ada' }];
  for (const { id, version } of draft.sessions) {
    const set = await organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
      params: { event: 'overlap', session: id },
      body: { version, speakers },
    });
    expect(set.speakers).toHaveLength(1);
  }
  const after = await draftOf(organiser, 'overlap');
  expect(after.speakers).toMatchObject([{ name: 'Ada', mail: 'ada@example.org', hasAccount: false }]);
  expect(after.warnings.map(({ kind }) => kind)).toEqual(['room_taken', 'speaker_taken']);
});

test('of two organisers who move one slot one wins, and the other is told what it is now', async () => {
  await createEvent(organiser, 'race');
  const other = await hub.withRole('Other', 'organiser');
  const [hall, foyer] = [await addRoom('race', 'Hall'), await addRoom('race', 'Foyer')];
  const session = await addSession('race', 'Moved');
  const results = await Promise.allSettled([
    placeSession(organiser, 'race', session.id, { version: 1, roomId: hall.id, ...morning }),
    placeSession(other, 'race', session.id, { version: 1, roomId: foyer.id, ...morning }),
  ]);
  const won = results.filter((result) => result.status === 'fulfilled');
  const lost = results.filter((result) => result.status === 'rejected');
  expect([won.length, lost.length]).toEqual([1, 1]);
  const { slot } = (await draftOf(organiser, 'race')).sessions[0] ?? {};
  expect(lost[0]?.reason).toMatchObject({ code: 'changed_meanwhile', details: { current: slot } });
  expect(slot).toMatchObject({ version: 2, startsAt: '2026-09-07T08:00:00.000Z' });
  // The loser looks and decides again.
  await placeSession(other, 'race', session.id, { version: 2, roomId: null, startsAt: null, endsAt: null });
  expect((await draftOf(organiser, 'race')).sessions[0]?.slot).toEqual({
    roomId: null,
    startsAt: null,
    endsAt: null,
    version: 3,
  });
});

test('comparing versions before writing, without a lock, both seem to win and one change is lost', async () => {
  const session = await addSession('race', 'Naive');
  const { sql } = hub.database.database;
  const looked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  /** What placing would be if it looked first and wrote then: it looks, and so does the other, before either writes. */
  const naive = async (mine: 0 | 1, at: string): Promise<boolean> => {
    const [seen] = await sql<{ version: number }[]>`select version from slots where session_id = ${session.id}`;
    looked[mine].resolve();
    await looked[mine === 0 ? 1 : 0].promise;
    if (seen?.version !== 1) return false;
    await sql`update slots set starts_at = ${at}, ends_at = ${at}, version = 2 where session_id = ${session.id}`;
    return true;
  };
  const wishes = ['2026-09-07T08:00:00.000Z', '2026-09-07T09:00:00.000Z'] as const;
  expect(await Promise.all([naive(0, wishes[0]), naive(1, wishes[1])])).toEqual([true, true]);
  const slot = (await draftOf(organiser, 'race')).sessions.find(({ id }) => id === session.id)?.slot;
  expect(slot?.version).toBe(2);
  expect(wishes.filter((wish) => wish === slot?.startsAt)).toHaveLength(1);
});

test('a draft is read as it stood at one moment, whatever is changed while it is read', async () => {
  await createEvent(organiser, 'snapshot');
  const session = await addSession('snapshot', 'There');
  await placeSession(organiser, 'snapshot', session.id, { version: 1, roomId: null, ...morning });
  const drafts = hub.running.app.get(DraftRepository);
  const read = drafts.read.bind(drafts);
  /** What comes between the reading of the release and that of the draft. */
  const change = async () => {
    await organiser.hub.call('DELETE /api/events/:event/draft/sessions/:session', {
      params: { event: 'snapshot', session: session.id },
    });
    await release(organiser, 'snapshot');
  };
  const interrupted = vi.spyOn(drafts, 'read').mockImplementationOnce(async (eventId, reader) => {
    await change();
    // Without the snapshot: the draft of after the change beside the release of before it.
    expect((await read(eventId)).sessions).toEqual([]);
    return read(eventId, reader);
  });
  const seen = await draftOf(organiser, 'snapshot');
  interrupted.mockRestore();
  expect([seen.release, seen.sessions.map(({ id }) => id)]).toEqual([null, [session.id]]);
  expect(await draftOf(organiser, 'snapshot')).toMatchObject({ release: { number: 1 }, sessions: [] });
});

test('rooms in which nothing public is on stay with the organisers', async () => {
  await createEvent(organiser, 'rooms');
  const [hall] = [await addRoom('rooms', 'Hall'), await addRoom('rooms', 'Secret lounge')];
  const session = await addSession('rooms', 'Opening');
  await placeSession(organiser, 'rooms', session.id, { version: 1, roomId: hall.id, ...morning });
  await release(organiser, 'rooms');
  await publish(organiser, 'rooms');
  expect((await draftOf(organiser, 'rooms')).rooms.map(({ name }) => name)).toEqual(['Hall', 'Secret lounge']);
  expect((await scheduleOf(hub, 'rooms')).rooms.map(({ name }) => name)).toEqual(['Hall']);
});

test('the public sees releases only: what is edited afterwards shows with the next one', async () => {
  await createEvent(organiser, 'public');
  await publish(organiser, 'public');
  expect(await scheduleOf(hub, 'public')).toMatchObject({ release: null, sessions: [], days: [] });
  const session = await addSession('public', 'Opening');
  await placeSession(organiser, 'public', session.id, {
    version: 1,
    roomId: (await addRoom('public', 'Hall')).id,
    ...morning,
  });
  expect((await scheduleOf(hub, 'public')).sessions).toEqual([]);
  await organiser.hub.call('PATCH /api/events/:event/draft/sessions/:session', {
    params: { event: 'public', session: session.id },
    body: { version: 1, description: { en: 'Hello *you* <script>alert(1)</script> [x](javascript:alert(1))' } },
  });
  expect(await release(organiser, 'public', 'First light')).toMatchObject({ number: 1, name: 'First light' });
  expect(await scheduleOf(hub, 'public')).toMatchObject({
    release: { number: 1 },
    days: [{ date: '2026-09-07' }],
    sessions: [{ id: session.id, title: { en: 'Opening' } }],
  });
  const params = { event: 'public', session: session.id };
  const read = () => hub.visitor().hub.call('GET /api/events/:event/schedule/sessions/:session', { params });
  const { descriptionHtml, room } = await read();
  expect(room?.name).toBe('Hall');
  expect(descriptionHtml.en).toContain('<em>you</em>');
  expect(descriptionHtml.en).not.toMatch(/<script|href="javascript/);

  await organiser.hub.call('PATCH /api/events/:event/draft/sessions/:session', {
    params,
    body: { version: 2, title: { en: 'Changed' } },
  });
  expect((await read()).title).toEqual({ en: 'Opening' });
  await organiser.hub.call('DELETE /api/events/:event/draft/sessions/:session', { params });
  expect((await read()).title).toEqual({ en: 'Opening' });
  await release(organiser, 'public');
  expect((await scheduleOf(hub, 'public')).sessions).toEqual([]);
  await expect(read()).rejects.toMatchObject({ code: 'not_found' });
  const { items } = await hub.visitor().hub.call('GET /api/events/:event/releases', { params: { event: 'public' } });
  expect(items.map(({ number, name }) => [number, name])).toEqual([
    [2, '2'],
    [1, 'First light'],
  ]);
});

test('a view of the schedule asks the database nothing', async () => {
  await hub.settled();
  await scheduleOf(hub, 'public');
  const asked = vi.spyOn(hub.running.app.get(Database).sql, 'unsafe');
  // The hub has work of its own meanwhile, such as keeping its hold on media rooms.
  const ofProgrammes = () =>
    asked.mock.calls.filter(([statement]) =>
      /"(events|releases|programmes|sessions|slots|rooms|tracks|speakers|persons|grants)"/.test(statement),
    );
  for (let view = 0; view < 20; view += 1) await scheduleOf(hub, 'public');
  expect(ofProgrammes()).toEqual([]);
  await draftOf(organiser, 'public');
  expect(ofProgrammes()).not.toEqual([]);
  asked.mockRestore();
});

test('every change of the draft leaves an audit entry', async () => {
  const trail = await hub.database.database.sql<{ action: string }[]>`
    select distinct action from audit_entries where actor_id = ${organiser.id} order by action`;
  expect(trail.map(({ action }) => action)).toEqual(
    expect.arrayContaining([
      'programme.released',
      'room.created',
      'session.created',
      'session.deleted',
      'session.edited',
      'session.placed',
      'session.speakers_set',
    ]),
  );
});
