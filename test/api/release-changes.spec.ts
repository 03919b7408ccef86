import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEvent, fixture, importFile } from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let organiser: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  organiser = await hub.withRole('Organiser', 'organiser');
});
afterAll(() => hub.close());

const at = (event: string) => ({ params: { event } });
const preview = (event: string) => organiser.hub.call('GET /api/events/:event/draft/changes', at(event));
const release = (event: string, name: string) =>
  organiser.hub.call('POST /api/events/:event/releases', { ...at(event), body: { name } });
const changesOf = (event: string, number: number, who = hub.visitor()) =>
  who.hub.call('GET /api/events/:event/releases/:number/changes', { params: { event, number } });

describe('what a release changes', () => {
  test('is told before, and the same is published after', async () => {
    await createEvent(organiser, 'fest');
    await importFile(organiser, 'fest', fixture('zechen-fest.xml'));
    const first = await preview('fest');
    expect(first).toMatchObject({ since: null, unplaced: 0 });
    expect(first.items.map(({ kind }) => kind)).toEqual(Array.from({ length: first.sessions }, () => 'new'));
    await release('fest', 'first');
    expect(await preview('fest')).toMatchObject({ since: { number: 1, name: 'first' }, items: [] });

    const draft = await organiser.hub.call('GET /api/events/:event/draft', at('fest'));
    const [moved, renamed, gone] = draft.sessions;
    if (!moved || !renamed || !gone?.slot.startsAt || !moved.slot.startsAt || !moved.slot.endsAt)
      throw new Error('few');
    const later = (instant: string) => new Date(Date.parse(instant) + 900_000).toISOString();
    await organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
      params: { event: 'fest', session: moved.id },
      body: {
        version: moved.slot.version,
        roomId: moved.slot.roomId,
        startsAt: later(moved.slot.startsAt),
        endsAt: later(moved.slot.endsAt),
      },
    });
    await organiser.hub.call('PATCH /api/events/:event/draft/sessions/:session', {
      params: { event: 'fest', session: renamed.id },
      body: { version: renamed.version, title: { de: 'Anders', en: 'Otherwise' } },
    });
    await organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
      params: { event: 'fest', session: gone.id },
      body: { version: gone.slot.version, roomId: null, startsAt: null, endsAt: null },
    });

    const next = await preview('fest');
    expect(next).toMatchObject({ sessions: first.sessions - 1, unplaced: 1 });
    const told = new Map(next.items.map((change) => [change.sessionId, change]));
    expect(told.size).toBe(3);
    expect(told.get(moved.id)).toMatchObject({
      kind: 'moved',
      after: { startsAt: later(moved.slot.startsAt) },
      fields: [],
    });
    expect(told.get(renamed.id)).toMatchObject({ kind: 'changed', title: { de: 'Anders' }, fields: ['title'] });
    expect(told.get(gone.id)).toMatchObject({
      kind: 'cancelled',
      before: { startsAt: expect.any(String) },
      after: null,
    });

    await release('fest', 'second');
    const published = await changesOf('fest', 2, organiser);
    expect(published.items).toEqual(next.items);
    expect(published).toMatchObject({ release: { name: 'second' }, since: { name: 'first' } });
  });

  test('is public with the event, and no sooner', async () => {
    await expect(changesOf('fest', 2)).rejects.toMatchObject({ code: 'not_found' });
    await organiser.hub.call('POST /api/events/:event/publication', at('fest'));
    expect((await changesOf('fest', 2)).items).toHaveLength(3);
    await expect(changesOf('fest', 3)).rejects.toMatchObject({ code: 'not_found' });
    const visitor = await hub.person('Visitor');
    await expect(visitor.hub.call('GET /api/events/:event/draft/changes', at('fest'))).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('an earlier release', () => {
  const reinstate = (number: number) =>
    organiser.hub.call('POST /api/events/:event/releases/:number/reinstatement', {
      params: { event: 'fest', number },
      body: { name: 'back' },
    });
  const schedule = () => organiser.hub.call('GET /api/events/:event/schedule', at('fest'));
  const sequenceOf = async (session: string) =>
    (
      await organiser.hub.call('GET /api/events/:event/schedule/sessions/:session', {
        params: { event: 'fest', session },
      })
    ).sequence;

  test('is public again as a new one, calendars follow it there and back, and the draft stays as it is', async () => {
    const { items } = await changesOf('fest', 2);
    const moved = items.find(({ kind }) => kind === 'moved');
    const gone = items.find(({ kind }) => kind === 'cancelled');
    if (!moved?.before || !gone) throw new Error('nothing moved');
    const draftBefore = await organiser.hub.call('GET /api/events/:event/draft', at('fest'));
    const sequenceBefore = await sequenceOf(moved.sessionId);

    expect(await reinstate(1)).toMatchObject({ number: 3, name: 'back' });
    const back = await schedule();
    expect(back.sessions.find(({ id }) => id === moved.sessionId)).toMatchObject({ startsAt: moved.before.startsAt });
    expect(back.sessions.map(({ id }) => id)).toContain(gone.sessionId);
    expect(await sequenceOf(moved.sessionId)).toBeGreaterThan(sequenceBefore);
    const placed = ({ sessions }: typeof draftBefore) =>
      sessions.map(({ id, title, slot }) => ({ id, title, at: slot.startsAt, room: slot.roomId }));
    expect(placed(await organiser.hub.call('GET /api/events/:event/draft', at('fest')))).toEqual(placed(draftBefore));
    expect((await preview('fest')).items.map(({ kind }) => kind).sort()).toEqual(['cancelled', 'changed', 'moved']);

    const between = await sequenceOf(moved.sessionId);
    await release('fest', 'fourth');
    expect((await changesOf('fest', 4)).items).toHaveLength(3);
    expect(await sequenceOf(moved.sessionId)).toBeGreaterThan(between);
  });

  test('that never was is not found, and nothing is released', async () => {
    const { release: before } = await schedule();
    await expect(reinstate(99)).rejects.toMatchObject({ code: 'not_found' });
    expect((await schedule()).release).toEqual(before);
  });
});
