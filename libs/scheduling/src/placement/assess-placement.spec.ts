import { describe, expect, it } from 'vitest';
import { assessPlacement } from './assess-placement.ts';
import type { Placement, PlacementTask, SessionToPlace } from './placement-task.ts';

const minute = 60_000;
const day = 24 * 60;
const between = (start: number, end: number) => ({ start: start * minute, end: end * minute });
const session = (sessionId: string, more: Partial<SessionToPlace> = {}): SessionToPlace => ({
  sessionId,
  lengthMinutes: 60,
  speakerIds: [],
  trackId: null,
  audience: null,
  equipment: [],
  slot: null,
  ...more,
});
const task = (...sessions: SessionToPlace[]): PlacementTask => ({
  sessions,
  rooms: [
    { roomId: 'hall', capacity: 100, equipment: ['projector'] },
    { roomId: 'foyer', capacity: 20, equipment: [] },
  ],
  // Two days of ten hours.
  openings: [between(0, 600), between(day, day + 600)],
  availability: new Map([['grace', [between(0, 300)]]]),
  everyMinutes: 15,
});
const placed = (slots: Record<string, [string, number]>): Placement =>
  new Map(Object.entries(slots).map(([id, [roomId, start]]) => [id, { roomId, startsAt: start * minute }]));

describe('what a placement breaks', () => {
  it('is nothing, where everything is in order', () => {
    const sessions = [session('a', { speakerIds: ['grace'], equipment: ['projector'] }), session('b'), session('c')];
    const placement = placed({ a: ['hall', 0], b: ['hall', 60], c: ['foyer', 0] });
    expect(assessPlacement(task(...sessions), placement)).toMatchObject({ broken: [], unplaced: [] });
  });

  it.each([
    ['room', [session('a'), session('b')], { a: ['hall', 0], b: ['hall', 45] }, ['a', 'b']],
    [
      'speaker',
      [session('a', { speakerIds: ['ada'] }), session('b', { speakerIds: ['ada'] })],
      { a: ['hall', 0], b: ['foyer', 45] },
      ['a', 'b'],
    ],
    ['opening', [session('a')], { a: ['hall', 555] }, ['a']],
    ['availability', [session('a', { speakerIds: ['grace'] })], { a: ['hall', 255] }, ['a']],
    ['equipment', [session('a', { equipment: ['projector'] })], { a: ['foyer', 0] }, ['a']],
  ] satisfies [string, SessionToPlace[], Record<string, [string, number]>, string[]][])(
    'is the rule of the %s',
    (rule, sessions, slots, sessionIds) => {
      expect(assessPlacement(task(...sessions), placed(slots)).broken).toEqual([{ rule, sessionIds }]);
    },
  );

  it('is not what stood there before', () => {
    const slot = { roomId: 'hall', startsAt: -30 * minute };
    const before = [session('a', { slot }), session('b', { slot })];
    expect(assessPlacement(task(...before), new Map()).broken).toEqual([]);
    const { broken } = assessPlacement(task(...before, session('c')), placed({ c: ['hall', 0] }));
    expect(broken).toEqual([
      { rule: 'room', sessionIds: ['a', 'c'] },
      { rule: 'room', sessionIds: ['b', 'c'] },
    ]);
  });
});

describe('the points of a placement', () => {
  const pointsOf = (sessions: SessionToPlace[], slots: Record<string, [string, number]>) =>
    assessPlacement(task(...sessions), placed(slots)).points;

  it('are for everybody who finds no place', () => {
    const sessions = [session('a', { audience: 130 }), session('b', { audience: 15 }), session('c')];
    expect(pointsOf(sessions, { a: ['hall', 0], b: ['hall', 60], c: ['foyer', 0] }).crowding).toBe(30);
    expect(pointsOf(sessions, { a: ['foyer', 0], b: ['hall', 60], c: ['foyer', 60] }).crowding).toBe(110);
  });

  it('are for sessions of a track at the same time, by the minute', () => {
    const [one, other] = [session('a', { trackId: 'climate' }), session('b', { trackId: 'climate' })];
    expect(pointsOf([one, other], { a: ['hall', 0], b: ['foyer', 45] }).trackClash).toBe(2 * 15);
    expect(pointsOf([one, other], { a: ['hall', 0], b: ['foyer', 60] }).trackClash).toBe(0);
    expect(pointsOf([one, session('b')], { a: ['hall', 0], b: ['foyer', 0] }).trackClash).toBe(0);
  });

  it('are for speakers who wait, and who have to come again', () => {
    const sessions = ['a', 'b', 'c'].map((id) => session(id, { speakerIds: ['ada'] }));
    const points = pointsOf(sessions, { c: ['hall', day], a: ['hall', 0], b: ['foyer', 100] });
    expect(points).toMatchObject({ idle: 40 * 0.5, returning: 180 });
  });

  it('are for more in an opening than its share', () => {
    const sessions = ['a', 'b', 'c', 'd'].map((id) => session(id));
    const even = { a: ['hall', 0], b: ['foyer', 0], c: ['hall', day], d: ['foyer', day] } satisfies Record<
      string,
      [string, number]
    >;
    expect(pointsOf(sessions, even).crammed).toBe(0);
    // Three hours instead of two.
    expect(pointsOf(sessions, { ...even, c: ['hall', 60] }).crammed).toBe(60 * 0.25);
  });

  it('add up, with those of sessions that had a slot already', () => {
    const before = session('a', { audience: 130, trackId: 'climate', slot: { roomId: 'hall', startsAt: 0 } });
    const sessions = [before, session('b', { trackId: 'climate' }), session('c')];
    const { points, score, unplaced } = assessPlacement(task(...sessions), placed({ b: ['foyer', 30] }));
    expect(points).toEqual({ crowding: 30, trackClash: 60, idle: 0, returning: 0, crammed: 30 * 0.25 });
    expect(score).toBe(97.5);
    expect(unplaced).toEqual(['c']);
  });
});
