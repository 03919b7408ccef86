import { expect, it } from 'vitest';
import type { ReleasedProgramme } from '@hubwerk/contracts';
import { releaseChanges } from './release-changes.ts';

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
const programme = (...sessions: Session[]): ReleasedProgramme => ({
  zone: 'Europe/Berlin',
  days: [],
  rooms: ['hall', 'foyer'].map((id) => ({ id, name: `Room ${id}`, description: {}, capacity: null })),
  tracks: [],
  sessions,
  speakers: [],
});
const place = (room: string, hour: number) => ({
  room: `Room ${room}`,
  startsAt: `2026-09-08T${hour}:00:00.000Z`,
  endsAt: `2026-09-08T${hour + 1}:00:00.000Z`,
});

it('tells what is new, moved, cancelled and changed, in order of time, with both places', () => {
  const before = programme(session('same', 10), session('gone', 11), session('moved', 12), session('changed', 13));
  const after = programme(
    session('same', 10, { sequence: 2, guid: 'now it has one' }),
    session('moved', 15, { roomId: 'foyer', title: { de: 'Neu' } }),
    session('changed', 13, { speakers: [{ id: 'ada', name: 'Ada', role: null }], abstractHtml: { de: '<p>Mehr</p>' } }),
    session('new', 14),
  );
  expect(releaseChanges(before, after)).toEqual([
    {
      sessionId: 'gone',
      title: { de: 'gone' },
      kind: 'cancelled',
      before: place('hall', 11),
      after: null,
      fields: [],
    },
    {
      sessionId: 'changed',
      title: { de: 'changed' },
      kind: 'changed',
      before: place('hall', 13),
      after: place('hall', 13),
      fields: ['speakers', 'abstract'],
    },
    { sessionId: 'new', title: { de: 'new' }, kind: 'new', before: null, after: place('hall', 14), fields: [] },
    {
      sessionId: 'moved',
      title: { de: 'Neu' },
      kind: 'moved',
      before: place('hall', 12),
      after: place('foyer', 15),
      fields: ['title'],
    },
  ]);
});

it('calls everything new where nothing was released before', () => {
  expect(releaseChanges(undefined, programme(session('a', 10)))).toMatchObject([{ kind: 'new', sessionId: 'a' }]);
});
