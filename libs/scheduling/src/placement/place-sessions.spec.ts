import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../search/random.ts';
import { assessPlacement } from './assess-placement.ts';
import { largeEvent } from './large-event.fixture.ts';
import { placeSessions } from './place-sessions.ts';
import type { PlacementTask, SessionToPlace } from './placement-task.ts';
import { PlacementState, unplacedCost } from './placement-state.ts';

const minute = 60_000;
const interval = fc
  .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 30, max: 200 }))
  .map(([start, length]) => ({ start: start * minute, end: (start + length) * minute }));
const equipment = fc.subarray(['projector', 'broadcast']);

const tasks: fc.Arbitrary<PlacementTask> = fc.record({
  sessions: fc
    .array(
      fc.record({
        lengthMinutes: fc.constantFrom(15, 30, 45, 60),
        speakerIds: fc.array(fc.constantFrom('ada', 'grace', 'konrad'), { maxLength: 2 }),
        trackId: fc.constantFrom('climate', 'health', null),
        audience: fc.option(fc.integer({ min: 0, max: 100 })),
        equipment,
        slot: fc.oneof(
          { weight: 3, arbitrary: fc.constant(null) },
          fc.record({
            roomId: fc.constantFrom('hall', 'foyer', 'elsewhere'),
            startsAt: fc.integer({ min: -100, max: 1000 }).map((at) => at * minute),
          }),
        ),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((sessions) => sessions.map((session, index): SessionToPlace => ({ ...session, sessionId: `s${index}` }))),
  rooms: fc.tuple(fc.option(fc.integer({ min: 0, max: 80 })), equipment, equipment).map(([capacity, some, others]) => [
    { roomId: 'hall', capacity, equipment: some },
    { roomId: 'foyer', capacity: 20, equipment: others },
  ]),
  // A day of five hours, and a shorter one.
  openings: fc.constant([
    { start: 0, end: 300 * minute },
    { start: 1440 * minute, end: 1600 * minute },
  ]),
  availability: fc.array(interval, { minLength: 1, maxLength: 2 }).map((times) => new Map([['grace', times]])),
  everyMinutes: fc.constantFrom(5, 15),
});

describe('a placement that changes step by step', () => {
  it('breaks no hard rule, and costs what assessing it as a whole says, after steps taken and taken back', () => {
    const seen = { slots: 0, moved: 0 };
    fc.assert(
      fc.property(tasks, fc.nat(), (task, seed) => {
        const random = seededRandom(seed);
        const state = new PlacementState(task);
        for (let count = 0; count < 50; count += 1) {
          const before = { cost: state.cost, placement: state.snapshot() };
          state.step(random);
          if (random() < 0.4) {
            state.undo();
            expect(state.snapshot()).toEqual(before.placement);
            expect(state.cost).toBeCloseTo(before.cost);
          }
          const { broken, score, unplaced } = assessPlacement(task, state.snapshot());
          expect(broken).toEqual([]);
          expect(state.cost).toBeCloseTo(score + unplaced.length * unplacedCost);
          seen.slots += state.snapshot().size;
          if (state.cost !== before.cost) seen.moved += 1;
        }
      }),
    );
    // The property would hold for a state that places nothing, or never changes.
    expect(seen.slots).toBeGreaterThan(3000);
    expect(seen.moved).toBeGreaterThan(1000);
  });

  it('leaves what has a slot already where it is', () => {
    fc.assert(
      fc.property(tasks, (task) => {
        const [found] = placeSessions(task, 20);
        const given = task.sessions.filter(({ slot }) => slot !== null).map(({ sessionId }) => sessionId);
        expect([...(found?.best.keys() ?? [])].filter((id) => given.includes(id))).toEqual([]);
      }),
    );
  });
});

// It counts work; how long that takes, a busy machine decides.
describe('placing sessions', { timeout: 60_000 }, () => {
  it('gives the first fit at once, and something better after a while', () => {
    const session = (sessionId: string, audience: number): SessionToPlace => ({
      sessionId,
      lengthMinutes: 60,
      speakerIds: ['ada'],
      trackId: null,
      audience,
      equipment: [],
      slot: null,
    });
    const task: PlacementTask = {
      sessions: [session('small', 10), session('large', 90), session('last', 10)],
      rooms: [
        { roomId: 'foyer', capacity: 20, equipment: [] },
        { roomId: 'hall', capacity: 100, equipment: [] },
      ],
      openings: [{ start: 0, end: 180 * minute }],
      availability: new Map(),
      everyMinutes: 30,
    };
    const first = new PlacementState(task).snapshot();
    expect(first).toEqual(
      new Map([
        ['small', { roomId: 'foyer', startsAt: 0 }],
        ['large', { roomId: 'foyer', startsAt: 60 * minute }],
        ['last', { roomId: 'foyer', startsAt: 120 * minute }],
      ]),
    );
    const found = [...placeSessions(task, 100)].at(-1);
    expect(found).toMatchObject({ done: 1, cost: 0 });
    expect(found?.best.get('large')?.roomId).toBe('hall');
  });

  it('places all of a large event, breaks nothing, and has at most half of the points of the first fit', () => {
    const task = largeEvent(1);
    const first = assessPlacement(task, new PlacementState(task).snapshot());
    const found = [...placeSessions(task, 150)].at(-1);
    const { broken, score, unplaced } = assessPlacement(task, found?.best ?? new Map());
    expect({ broken, unplaced }).toEqual({ broken: [], unplaced: [] });
    expect(score).toBeCloseTo(found?.cost ?? Infinity);
    expect(score).toBeLessThanOrEqual(0.5 * first.score);
  });

  it('proposes the same for the same seed, and something else for another', () => {
    const event = largeEvent(2);
    const task = { ...event, sessions: event.sessions.slice(0, 60) };
    const proposed = (seed: number) => [...placeSessions(task, 100, seed)].at(-1);
    expect(proposed(1)).toEqual(proposed(1));
    expect(proposed(1)?.best).not.toEqual(proposed(2)?.best);
  });

  it('has an answer where there is nothing to place, and where nothing can be placed', () => {
    const task = largeEvent(1);
    expect([...placeSessions({ ...task, sessions: [] }, 100)]).toEqual([{ done: 1, cost: 0, best: new Map() }]);
    const [found] = placeSessions({ ...task, sessions: task.sessions.slice(6, 8), rooms: [] }, 100);
    expect(found).toEqual({ done: 1, cost: 2 * unplacedCost, best: new Map() });
  });
});
