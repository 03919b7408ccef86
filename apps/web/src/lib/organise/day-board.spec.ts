import { expect, it } from 'vitest';
import { dayBoard } from './day-board.ts';
import type { DraftRoom, DraftSession } from './draft.ts';
import { programmeDay } from './programme-day.ts';

const room = (id: string): DraftRoom => ({
  id,
  name: id,
  description: {},
  capacity: null,
  equipment: [],
  position: 0,
  version: 1,
});
const session = (id: string, roomId: string | null, from: string, to: string): DraftSession => ({
  id,
  version: 1,
  kind: null,
  title: { de: id },
  subtitle: {},
  language: null,
  trackId: null,
  lengthMinutes: null,
  audience: null,
  equipment: [],
  confirmed: true,
  speakers: [],
  slot: { roomId, startsAt: `2026-09-08T${from}:00Z`, endsAt: `2026-09-08T${to}:00Z`, version: 1 },
});

it('spans from the full hour before the first session to the full hour after the last', () => {
  const board = dayBoard(
    [room('a'), room('b')],
    [session('x', 'a', '09:30', '10:00'), session('y', 'a', '12:00', '12:20')],
  );
  expect(board?.hours.map(({ at }) => at.toISOString().slice(11, 16))).toEqual(['09:00', '10:00', '11:00', '12:00']);
  expect(board?.columns.map((column) => column.room.id)).toEqual(['a']);
  expect(board?.columns[0]?.entries.map(({ top, height }) => [top, height])).toEqual([
    [0.125, 0.125],
    [0.75, expect.closeTo(1 / 12)],
  ]);
});

it('sets sessions that overlap in one room side by side, and what follows them over the whole width again', () => {
  const board = dayBoard(
    [room('a')],
    [session('x', 'a', '09:00', '10:00'), session('y', 'a', '09:30', '10:30'), session('z', 'a', '10:30', '11:00')],
  );
  expect(board?.columns[0]?.entries.map(({ session: { id }, left, width }) => [id, left, width])).toEqual([
    ['x', 0, 0.5],
    ['y', 0.5, 0.5],
    ['z', 0, 1],
  ]);
});

it('is nothing when no session has a room and a time', () => {
  expect(dayBoard([room('a')], [session('x', null, '09:00', '10:00')])).toBeNull();
});

it('counts the night to the day before until the day changes', () => {
  expect(programmeDay('2026-09-09T01:30:00+02:00', 'Europe/Berlin', '04:00')).toBe('2026-09-08');
  expect(programmeDay('2026-09-09T04:00:00+02:00', 'Europe/Berlin', '04:00')).toBe('2026-09-09');
});
