import { expect, test } from 'vitest';
import type { Draft, DraftSession } from '#lib/organise/draft.ts';
import { noNews, withMoreNews, withNews } from './draft-news.ts';

const session = (id: string, version: number, slotVersion: number): DraftSession => ({
  id,
  version,
  kind: null,
  title: { de: `${id} ${version}` },
  subtitle: {},
  language: null,
  trackId: null,
  lengthMinutes: null,
  audience: null,
  equipment: [],
  confirmed: true,
  speakers: [],
  slot: { roomId: `room ${slotVersion}`, startsAt: null, endsAt: null, version: slotVersion },
});
const draft: Draft = {
  zone: 'Europe/Berlin',
  dayChange: '00:00',
  changeoverMinutes: 0,
  settingsVersion: 1,
  revision: 1,
  rooms: [],
  tracks: [],
  speakers: [],
  sessions: [session('a', 2, 2), session('b', 1, 1)],
  elsewhere: [],
  warnings: [],
  release: null,
};
const heard = (...sessions: DraftSession[]) => withNews(draft, { ...noNews, sessions }).sessions;

test('texts and slots are each taken where they are newer', () => {
  expect(heard(session('a', 1, 3))).toEqual([
    { ...session('a', 2, 2), slot: session('a', 1, 3).slot },
    session('b', 1, 1),
  ]);
  expect(heard(session('a', 3, 1))[0]).toEqual({ ...session('a', 3, 1), slot: session('a', 2, 2).slot });
});

test('old news change nothing, not even the object', () => {
  expect(heard(session('a', 2, 2), session('b', 1, 1)).map((each, index) => each === draft.sessions[index])).toEqual([
    true,
    true,
  ]);
  expect(withNews(draft, noNews)).toBe(draft);
});

test('what is new comes in, what is deleted goes and stays away', () => {
  const first = withMoreNews(noNews, { ...noNews, sessions: [session('c', 1, 1)] });
  const second = withMoreNews(first, { ...noNews, deletedSessionIds: ['a'] });
  const third = withMoreNews(second, { ...noNews, sessions: [session('a', 2, 2)] });
  expect(withNews(draft, third).sessions.map(({ id }) => id)).toEqual(['b', 'c']);
});
