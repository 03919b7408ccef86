import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleasedProgramme } from '@hubwerk/contracts';
import { nextRelease } from './next-release.ts';

type Session = ReleasedProgramme['sessions'][number];

const session = (id: string, hour: number, change: Partial<Session> = {}): Session => ({
  id,
  kind: null,
  title: { de: id },
  subtitle: {},
  language: null,
  trackId: null,
  roomId: 'hall',
  day: '2026-09-08',
  startsAt: `2026-09-08T${hour}:00:00.000Z`,
  endsAt: `2026-09-08T${hour + 1}:00:00.000Z`,
  speakers: [],
  abstractHtml: {},
  descriptionHtml: {},
  links: [],
  attachments: [],
  url: null,
  recording: { licence: null, optOut: null },
  guid: null,
  code: null,
  sequence: 1,
  ...change,
});
const programme = (sessions: Session[], room = 'Saal'): ReleasedProgramme => ({
  zone: 'Europe/Berlin',
  days: [],
  rooms: [{ id: 'hall', name: room, description: {}, capacity: null }],
  tracks: [],
  sessions,
  speakers: [],
});
const at = new Date('2026-09-01T10:00:00Z');
const sequences = ({ content }: ReturnType<typeof nextRelease>) =>
  Object.fromEntries(content.sessions.map(({ id, sequence }) => [id, sequence]));

describe('the next release', () => {
  const first = nextRelease(
    programme([session('stays', 10), session('moves', 11), session('goes', 12, { sequence: 4 })]),
    undefined,
    at,
  );

  it('numbers higher what is not as it was, and leaves the rest', () => {
    const second = nextRelease(
      programme([session('stays', 10, { sequence: 9 }), session('moves', 15), session('new', 16, { sequence: 3 })]),
      first,
      at,
    );
    expect(sequences(second)).toEqual({ stays: 1, moves: 2, new: 3 });
    expect(second.gone).toEqual([
      {
        id: 'goes',
        title: { de: 'goes' },
        trackId: null,
        speakers: [],
        room: 'Saal',
        startsAt: '2026-09-08T12:00:00.000Z',
        endsAt: '2026-09-08T13:00:00.000Z',
        sequence: 5,
        goneAt: at.toISOString(),
      },
    ]);
  });

  it('numbers what comes back higher than its cancellation', () => {
    const second = nextRelease(programme([session('stays', 10)]), first, at);
    const third = nextRelease(programme([session('stays', 10), session('goes', 12)]), second, at);
    expect(sequences(third)).toEqual({ stays: 1, goes: 6 });
    expect(third.gone.map(({ id }) => id)).toEqual(['moves']);
  });

  it('takes a room of another name for another place', () => {
    const second = nextRelease(programme([session('stays', 10)], 'Foyer'), first, at);
    expect(sequences(second)).toEqual({ stays: 2 });
  });

  it('never takes a number back, and nothing that differs keeps one, over any history', () => {
    const draft = fc
      .uniqueArray(
        fc.record({ id: fc.constantFrom('a', 'b', 'c'), hour: fc.integer({ min: 10, max: 13 }), version: fc.nat(5) }),
        { selector: ({ id }) => id },
      )
      .map((sessions) => programme(sessions.map(({ id, hour, version }) => session(id, hour, { sequence: version }))));
    fc.assert(
      fc.property(fc.array(draft, { minLength: 2, maxLength: 8 }), (drafts) => {
        const told = new Map<string, { state: string; sequence: number }>();
        let last: ReturnType<typeof nextRelease> | undefined;
        for (const next of drafts) {
          last = nextRelease(next, last, at);
          const states = [
            ...last.content.sessions.map(({ id, startsAt, sequence }) => ({ id, state: startsAt, sequence })),
            ...last.gone.map(({ id, sequence }) => ({ id, state: 'gone', sequence })),
          ];
          expect(new Set(states.map(({ id }) => id)).size).toBe(states.length);
          for (const { id, state, sequence } of states) {
            const before = told.get(id);
            if (before?.state === state) expect(sequence).toBe(before.sequence);
            else if (before) expect(sequence).toBeGreaterThan(before.sequence);
            told.set(id, { state, sequence });
          }
        }
      }),
    );
  });
});
