import { expect, test } from 'vitest';
import { onAndNext, type StageSession } from './stage-sessions.ts';

const session = (id: string, from: string, to: string): StageSession => ({
  id,
  title: id,
  lang: undefined,
  startsAt: `2026-09-08T${from}:00+02:00`,
  endsAt: `2026-09-08T${to}:00+02:00`,
  speakers: '',
});

const sessions = [
  session('opening', '18:00', '18:30'),
  session('pitch', '18:30', '19:00'),
  session('long', '19:15', '20:30'),
  session('inside', '19:30', '19:45'),
];

test.each([
  ['17:00', undefined, 'opening'],
  ['18:00', 'opening', 'pitch'],
  ['18:30', 'pitch', 'long'],
  ['19:00', undefined, 'long'],
  ['19:35', 'inside', undefined],
  ['19:50', 'long', undefined],
  ['20:30', undefined, undefined],
])('at %s %s is on and %s is next', (time, on, next) => {
  const found = onAndNext(sessions, new Date(`2026-09-08T${time}:00+02:00`));
  expect([found.on?.id, found.next?.id]).toEqual([on, next]);
});
