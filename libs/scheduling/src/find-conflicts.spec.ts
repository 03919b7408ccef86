import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findConflicts, type PlacedSession } from './find-conflicts.ts';

const session = (
  sessionId: string,
  startsAt: number,
  endsAt: number,
  more: Partial<PlacedSession> = {},
): PlacedSession => ({
  sessionId,
  roomId: 'hall',
  speakerIds: [],
  startsAt,
  endsAt,
  ...more,
});

describe('conflicts between slots', () => {
  it('two sessions in one room at one time are one conflict over the time they share', () => {
    expect(findConflicts([session('b', 30, 90), session('a', 0, 60)])).toEqual([
      { kind: 'room', subjectId: 'hall', sessionIds: ['a', 'b'], startsAt: 30, endsAt: 60 },
    ]);
  });

  it('a speaker in two rooms at once is a conflict, two rooms alone are none', () => {
    const there = { roomId: 'foyer', speakerIds: ['ada'] };
    expect(findConflicts([session('a', 0, 60, { speakerIds: ['ada'] }), session('b', 0, 60, there)])).toEqual([
      { kind: 'speaker', subjectId: 'ada', sessionIds: ['a', 'b'], startsAt: 0, endsAt: 60 },
    ]);
    expect(findConflicts([session('a', 0, 60), session('b', 0, 60, { roomId: 'foyer' })])).toEqual([]);
  });

  it('sessions that touch, have no length or no room do not conflict', () => {
    expect(findConflicts([session('a', 0, 60), session('b', 60, 90), session('c', 30, 30)])).toEqual([]);
    expect(findConflicts([session('a', 0, 60, { roomId: null }), session('b', 0, 60, { roomId: null })])).toEqual([]);
  });

  it('a long session conflicts with each of the short ones under it', () => {
    const pairs = findConflicts([session('long', 0, 100), session('a', 10, 20), session('b', 30, 40)]);
    expect(pairs.map(({ sessionIds }) => sessionIds)).toEqual([
      ['long', 'a'],
      ['long', 'b'],
    ]);
  });

  const programme = fc
    .array(
      fc.record({
        roomId: fc.constantFrom('hall', 'foyer', null),
        speakerIds: fc.uniqueArray(fc.constantFrom('ada', 'grace', 'konrad')),
        startsAt: fc.integer({ min: 0, max: 40 }),
        length: fc.integer({ min: 0, max: 20 }),
      }),
      { maxLength: 25 },
    )
    .map((rows) =>
      rows.map(({ length, ...row }, index) => ({ ...row, sessionId: `s${index}`, endsAt: row.startsAt + length })),
    );

  it('finds exactly what comparing every session with every other finds', () => {
    fc.assert(
      fc.property(programme, (sessions) => {
        const expected = sessions.flatMap((one, index) =>
          sessions.slice(index + 1).flatMap((other) => {
            const shared = Math.min(one.endsAt, other.endsAt) - Math.max(one.startsAt, other.startsAt);
            if (shared <= 0) return [];
            const pair = [one.sessionId, other.sessionId].sort().join(' ');
            const room = one.roomId !== null && one.roomId === other.roomId ? [`room ${one.roomId} ${pair}`] : [];
            const speakers = one.speakerIds
              .filter((id) => other.speakerIds.includes(id))
              .map((id) => `speaker ${id} ${pair}`);
            return [...room, ...speakers];
          }),
        );
        const found = findConflicts(sessions).map(({ kind, subjectId, sessionIds }) =>
          [kind, subjectId, ...sessionIds.toSorted()].join(' '),
        );
        expect(found.sort()).toEqual(expected.sort());
      }),
    );
  });

  it('does not depend on the order of its input', () => {
    fc.assert(
      fc.property(programme, (sessions) => {
        expect(findConflicts(sessions.toReversed())).toEqual(findConflicts(sessions));
      }),
    );
  });
});
