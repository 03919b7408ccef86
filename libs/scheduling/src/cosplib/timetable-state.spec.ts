import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anneal } from '../search/anneal.ts';
import { seededRandom } from '../search/random.ts';
import { type Conference, constraints, type Weights } from './conference.ts';
import { evaluate } from './evaluate.ts';
import { findFaults } from './find-faults.ts';
import { TimetableState } from './timetable-state.ts';

const penalty = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 9 }));
const people = fc.uniqueArray(fc.constantFrom('Ada', 'Bo', 'Cy', 'Dee'), { maxLength: 2 });
const row = (length: number) => fc.array(penalty, { minLength: length, maxLength: length });

const conferences: fc.Arbitrary<Conference> = fc
  .record({
    blocks: fc.integer({ min: 2, max: 4 }),
    rooms: fc.integer({ min: 2, max: 3 }),
    tracks: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ blocks, rooms, tracks }) =>
    fc.record({
      blocks: fc.array(fc.record({ name: fc.constant('block'), slots: fc.integer({ min: 2, max: 3 }) }), {
        minLength: blocks,
        maxLength: blocks,
      }),
      rooms: fc.constant(Array<string>(rooms).fill('room')),
      tracks: fc.array(
        fc.record({
          name: fc.constant('track'),
          chairs: people,
          blockPenalties: row(blocks),
          roomPenalties: row(rooms),
        }),
        { minLength: tracks, maxLength: tracks },
      ),
      submissions: fc.array(
        fc.record({
          reference: fc.constant('submission'),
          track: fc.integer({ min: 0, max: tracks - 1 }),
          slots: fc.integer({ min: 1, max: 2 }),
          order: fc.integer({ min: 0, max: 3 }),
          presenters: people,
          attendees: people,
          blockPenalties: row(blocks),
          roomPenalties: row(rooms),
          zonePenalties: row(blocks),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      blockRoomPenalties: fc.array(row(rooms), { minLength: blocks, maxLength: blocks }),
      similarTracks: fc
        .array(row(tracks), { minLength: tracks, maxLength: tracks })
        .map((rows) => rows.map((some, one) => some.map((cost, other) => cost + (rows[other]?.[one] ?? 0)))),
      weights: fc
        .array(penalty, { minLength: constraints.length, maxLength: constraints.length })
        .map((costs) => Object.fromEntries(constraints.map((name, index) => [name, costs[index]])) as Weights),
    }),
  );

describe('a timetable that changes step by step', () => {
  it('always costs what evaluating it as a whole says, after steps taken and taken back', () => {
    const seen = { possible: 0, all: 0 };
    fc.assert(
      fc.property(conferences, fc.nat(), (conference, seed) => {
        const random = seededRandom(seed);
        const state = new TimetableState(conference, 1000);
        for (let count = 0; count < 60; count += 1) {
          const before = { cost: state.cost, timetable: state.snapshot() };
          state.step(random);
          if (random() < 0.4) {
            state.undo();
            expect({ cost: state.cost, timetable: state.snapshot() }).toEqual(before);
          }
          const timetable = state.snapshot();
          seen.all += 1;
          if (findFaults(conference, timetable).length > 0) {
            expect(state.cost).toBeGreaterThanOrEqual(1000);
            continue;
          }
          seen.possible += 1;
          expect(state.cost).toBe(evaluate(conference, timetable).total);
        }
      }),
    );
    // The property would hold for a search that never gets anywhere.
    expect(seen.possible).toBeGreaterThan(seen.all / 4);
  });

  it('is led by the search to the best there is, as trying everything shows', () => {
    fc.assert(
      fc.property(conferences, (drawn) => {
        const conference = {
          ...drawn,
          submissions: drawn.submissions.slice(0, 3),
          weights: { ...drawn.weights, submissionOrder: 0, presentersInSlots: 0, attendeesInSlots: 0 },
        };
        const lowest = Math.min(...possibleCosts(conference));
        fc.pre(Number.isFinite(lowest));
        const cooling = { steps: 4000, warmest: 100, coldest: 0.5 };
        const found = [...anneal(new TimetableState(conference, 1000), cooling, seededRandom(1))].at(-1);
        expect(found?.cost).toBe(lowest);
        expect(found && evaluate(conference, found.best).total).toBe(lowest);
      }),
      { numRuns: 20 },
    );
  });
});

/** What every possible timetable costs in which the order within a cell does not matter. */
function possibleCosts(conference: Conference): number[] {
  const { blocks, rooms, submissions } = conference;
  const cells = blocks.length * rooms.length;
  return Array.from({ length: cells ** submissions.length }, (_, choice) => {
    const cellOf = (index: number) => Math.floor(choice / cells ** index) % cells;
    const inside = (block: number, room: number) =>
      submissions.flatMap((one, index) => (cellOf(index) === block * rooms.length + room ? [{ ...one, index }] : []));
    const timetable = {
      tracks: blocks.map((__, block) => rooms.map((___, room) => inside(block, room)[0]?.track ?? null)),
      submissions: blocks.map((__, block) =>
        rooms.map((___, room) => inside(block, room).flatMap(({ index, slots }) => Array<number>(slots).fill(index))),
      ),
    };
    return findFaults(conference, timetable).length === 0 ? evaluate(conference, timetable).total : Infinity;
  });
}
