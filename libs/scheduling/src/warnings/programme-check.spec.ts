import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CheckedProgramme, CheckedSession } from './checked-programme.ts';
import { naiveWarnings } from './naive-warnings.fixture.ts';
import { ProgrammeCheck } from './programme-check.ts';
import type { Warning } from './warning.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 8, 8, 8) + minutes * 60_000).toISOString();

const session = (id: string, from: number, to: number, more: Partial<CheckedSession> & { in?: string | null } = {}) => {
  const { in: roomId = null, ...rest } = more;
  const slot = { roomId, startsAt: at(from), endsAt: at(to) };
  return { id, kind: null, speakers: [], audience: null, equipment: [], confirmed: true, slot, ...rest };
};
const programme = (sessions: CheckedSession[], more: Partial<CheckedProgramme> = {}): CheckedProgramme => ({
  sessions,
  rooms: [
    { id: 'hall', capacity: 100, equipment: ['projector'] },
    { id: 'attic', capacity: null, equipment: [] },
  ],
  speakers: [{ id: 'ada', personId: 'lovelace', availability: [] }],
  elsewhere: [],
  changeoverMinutes: 0,
  ...more,
});
const warningsOf = (...given: Parameters<typeof programme>) => new ProgrammeCheck(programme(...given)).warnings;
const byAda = { speakers: [{ id: 'ada' }] };

it('warns of two sessions in one room at once, for the time that both take', () => {
  const sessions = [session('b', 30, 90, { in: 'hall' }), session('a', 0, 60, { in: 'hall' })];
  expect(warningsOf(sessions)).toEqual([
    { kind: 'room_taken', roomId: 'hall', sessionIds: ['a', 'b'], startsAt: at(30), endsAt: at(60) },
  ]);
  expect(warningsOf([session('a', 0, 60), session('b', 30, 90)])).toEqual([]);
});

it('warns of a person who is in two sessions at once, also under two names', () => {
  const speakers = ['ada', 'countess'].map((id) => ({ id, personId: 'lovelace', availability: [] }));
  const sessions = [session('a', 0, 60, byAda), session('b', 30, 90, { speakers: [{ id: 'countess' }] })];
  expect(warningsOf(sessions, { speakers })).toEqual([
    { kind: 'speaker_taken', personId: 'lovelace', sessionIds: ['a', 'b'], startsAt: at(30), endsAt: at(60) },
  ]);
});

it('warns of a person who speaks in another event at that time', () => {
  const elsewhere = [{ id: 'gala', personIds: ['lovelace'], startsAt: at(45), endsAt: at(600) }];
  expect(warningsOf([session('a', 0, 60, byAda), session('b', 0, 60)], { elsewhere })).toEqual([
    {
      kind: 'speaker_elsewhere',
      personId: 'lovelace',
      elsewhereId: 'gala',
      sessionIds: ['a'],
      startsAt: at(45),
      endsAt: at(60),
    },
  ]);
});

it('warns of a speaker who cannot stay for the whole session', () => {
  const come = (...windows: [number, number][]) => {
    const availability = windows.map(([from, to]) => ({ startsAt: at(from), endsAt: at(to) }));
    return { speakers: [{ id: 'ada', personId: 'lovelace', availability }] };
  };
  const unavailable = { kind: 'speaker_unavailable', personId: 'lovelace', sessionIds: ['a'] };
  const sessions = [session('a', 0, 60, byAda)];
  expect(warningsOf(sessions, come([0, 59]))).toEqual([{ ...unavailable, startsAt: at(0), endsAt: at(60) }]);
  expect(warningsOf(sessions, come([30, 90], [-30, 30]))).toEqual([]);
});

it('warns of rooms that are too small or lack what is needed', () => {
  const demanding = { audience: 101, equipment: ['projector', 'piano'] };
  const about = { roomId: 'hall', sessionIds: ['a'], startsAt: at(0), endsAt: at(60) };
  expect(warningsOf([session('a', 0, 60, { in: 'hall', ...demanding }), session('b', 0, 60, demanding)])).toEqual([
    { kind: 'equipment_missing', missing: ['piano'], ...about },
    { kind: 'room_too_small', capacity: 100, audience: 101, ...about },
  ]);
  expect(warningsOf([session('a', 0, 60, { in: 'attic', audience: 101 })])).toEqual([]);
});

it('warns of too little time to change a room over, but not around breaks', () => {
  const sessions = [session('a', 0, 60, { in: 'hall' }), session('b', 65, 90, { in: 'hall' })];
  expect(warningsOf(sessions, { changeoverMinutes: 5 })).toEqual([]);
  expect(warningsOf(sessions, { changeoverMinutes: 6 })).toEqual([
    { kind: 'changeover_short', roomId: 'hall', sessionIds: ['a', 'b'], startsAt: at(60), endsAt: at(65) },
  ]);
  const lunch = [session('a', 0, 60, { in: 'hall' }), session('b', 60, 90, { in: 'hall', kind: 'break' })];
  expect(warningsOf(lunch, { changeoverMinutes: 6 })).toEqual([]);
});

it('warns of sessions on a break of their room, or of all rooms', () => {
  const during = (roomId: string, id: string, pause: string) => ({
    kind: 'during_break',
    roomId,
    sessionIds: [id, pause],
    startsAt: at(30),
    endsAt: at(60),
  });
  const sessions = [
    session('a', 0, 60, { in: 'hall' }),
    session('b', 0, 60, { in: 'attic' }),
    session('c', 0, 60),
    session('d', 30, 60, { kind: 'break' }),
  ];
  expect(warningsOf(sessions)).toEqual([during('attic', 'b', 'd'), during('hall', 'a', 'd')]);
  expect(warningsOf([...sessions.slice(0, 3), session('d', 30, 60, { kind: 'break', in: 'hall' })])).toEqual([
    during('hall', 'a', 'd'),
  ]);
});

it('says nothing of sessions without a time or without length, and counts what is to be done', () => {
  const unplaced = { ...session('a', 0, 0), slot: { roomId: 'hall', startsAt: null, endsAt: null }, confirmed: false };
  const check = new ProgrammeCheck(programme([unplaced, session('b', 30, 30), session('c', 0, 60)]));
  expect(check.warnings).toEqual([]);
  expect(check.totals).toEqual({ unplaced: 1, unconfirmed: 1 });
});

const id = fc.constantFrom('hall', 'attic', 'cellar');
const times = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 8 })).map(([start, length]) => ({
  startsAt: at(start * 5),
  endsAt: at((start + length) * 5),
}));
const things = fc.uniqueArray(fc.constantFrom('projector', 'piano'));
const speakerIds = ['s1', 's2', 's3', 's4'];
const anySession = (sessionId: string): fc.Arbitrary<CheckedSession> =>
  fc.record({
    id: fc.constant(sessionId),
    kind: fc.constantFrom(null, null, 'talk', 'break'),
    speakers: fc.uniqueArray(fc.constantFrom(...speakerIds, 'nobody')).map((ids) => ids.map((one) => ({ id: one }))),
    audience: fc.option(fc.integer({ min: 0, max: 5 })),
    equipment: things,
    confirmed: fc.boolean(),
    slot: fc
      .tuple(fc.option(id), fc.option(times, { freq: 8 }))
      .map(([roomId, slot]) => ({ roomId, ...(slot ?? { startsAt: null, endsAt: null }) })),
  });
const anyProgramme: fc.Arbitrary<CheckedProgramme> = fc.record({
  sessions: fc
    .integer({ min: 0, max: 14 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anySession(`session ${index}`)))),
  rooms: fc
    .tuple(fc.option(fc.integer({ min: 0, max: 5 })), things)
    .map(([capacity, equipment]) => ['hall', 'attic'].map((room) => ({ id: room, capacity, equipment }))),
  speakers: fc
    .tuple(...speakerIds.map(() => fc.tuple(fc.constantFrom('p1', 'p2', 'p3'), fc.array(times, { maxLength: 3 }))))
    .map((all) =>
      all.map(([personId, windows], index) => ({
        id: speakerIds[index] ?? '',
        personId,
        availability: windows,
      })),
    ),
  elsewhere: fc
    .array(fc.record({ personIds: fc.uniqueArray(fc.constantFrom('p1', 'p2', 'p3')), times }), { maxLength: 3 })
    .map((all) =>
      all.map(({ personIds, times: { startsAt, endsAt } }, index) => ({
        id: `e${index}`,
        personIds,
        startsAt,
        endsAt,
      })),
    ),
  changeoverMinutes: fc.constantFrom(0, 5, 15),
});

const sorted = (warnings: Warning[]) =>
  warnings.map((warning) => JSON.stringify(warning, Object.keys(warning).sort())).sort();

it('finds what comparing everything with everything finds, and in an order of its own', () => {
  fc.assert(
    fc.property(anyProgramme, (any) => {
      const { warnings } = new ProgrammeCheck(any);
      expect(sorted(warnings)).toEqual(sorted(naiveWarnings(any)));
      expect(new ProgrammeCheck({ ...any, sessions: any.sessions.toReversed() }).warnings).toEqual(warnings);
    }),
  );
});

it('knows after a change what a check of the whole would know', () => {
  const change = fc
    .integer({ min: 0, max: 16 })
    .chain((index) => fc.option(anySession(`session ${index}`), { nil: index }));
  fc.assert(
    fc.property(anyProgramme, fc.array(change, { minLength: 1, maxLength: 5 }), (any, changes) => {
      const check = new ProgrammeCheck(any);
      const now = new Map(any.sessions.map((one) => [one.id, one]));
      for (const next of changes) {
        if (typeof next === 'number') {
          check.remove(`session ${next}`);
          now.delete(`session ${next}`);
        } else {
          check.put(next);
          now.set(next.id, next);
        }
      }
      const fresh = new ProgrammeCheck({ ...any, sessions: [...now.values()] });
      expect(check.warnings).toEqual(fresh.warnings);
      expect(check.totals).toEqual(fresh.totals);
      for (const one of now.keys())
        expect(check.warningsOf(one)).toEqual(
          fresh.warnings.filter(({ sessionIds }) => sessionIds.some((each) => each === one)),
        );
    }),
  );
});
