import { expect, it } from 'vitest';
import type { DraftSession } from './draft.ts';
import { releaseChanges } from './release-changes.ts';

const session = (id: string, change: Partial<DraftSession> = {}): DraftSession => ({
  id,
  version: 1,
  kind: null,
  title: { de: id },
  subtitle: {},
  language: null,
  trackId: null,
  speakers: [],
  slot: { roomId: 'hall', startsAt: '2026-09-08T09:00:00Z', endsAt: '2026-09-08T10:00:00Z', version: 1 },
  ...change,
});
const released = (id: string) => ({
  id,
  kind: null,
  title: { de: id },
  subtitle: {},
  language: null,
  trackId: null,
  roomId: 'hall',
  day: '2026-09-08',
  startsAt: '2026-09-08T11:00:00+02:00',
  endsAt: '2026-09-08T12:00:00+02:00',
  speakers: [],
});

it('counts what is new, moved, changed, gone and left out', () => {
  const slot = session('x').slot;
  const changes = releaseChanges(
    {
      sessions: [
        session('same'),
        session('new'),
        session('moved', { slot: { ...slot, roomId: 'foyer' }, title: { de: 'Neu' } }),
        session('changed', { title: { de: 'Neu' } }),
        session('open', { slot: { ...slot, startsAt: null, endsAt: null } }),
      ],
    },
    { sessions: ['same', 'moved', 'changed', 'gone', 'open'].map(released) },
  );
  expect(changes).toEqual({ added: 1, moved: 1, changed: 1, removed: 2, unplaced: 1, total: 4 });
});
