import { describe, expect, it } from 'vitest';
import { layOut } from './schedule-grid.ts';

const at = (clock: string, day = 8) => `2026-09-0${day}T${clock}:00Z`;
const session = (name: string, from: string, to: string, room: number | null = 0) => ({
  name,
  startsAt: at(from),
  endsAt: at(to),
  room,
});
type Session = ReturnType<typeof session>;

/** Row by row: `name rows×columns`, `.` for nothing. */
function drawn(sessions: Session[]) {
  return layOut(sessions).rows.map(
    (row) =>
      `${new Date(row.from).toISOString().slice(11, 16)}${row.labelled ? '*' : ''} ${row.cells
        .map((cell) => `${cell.session?.name ?? '.'} ${cell.rowspan}×${cell.colspan}`)
        .join(', ')}`,
  );
}

describe('the grid of a day', () => {
  it('has a row for every change and a column for every room', () => {
    expect(drawn([session('a', '14:00', '14:30'), session('b', '14:00', '15:00', 1)])).toEqual([
      '14:00* a 1×1, b 2×1',
      '14:30* . 1×1',
    ]);
  });

  it('marks half hours and leaves other changes unmarked', () => {
    expect(drawn([session('a', '14:10', '14:50')])).toEqual(['14:10* a 2×1', '14:30* ']);
    expect(drawn([session('a', '14:00', '14:20'), session('b', '14:20', '14:30')])).toEqual([
      '14:00* a 1×1',
      '14:20 b 1×1',
    ]);
  });

  it('shows sessions of one room that overlap side by side, and the others as wide as the room', () => {
    const sessions = [session('a', '14:00', '15:00'), session('b', '14:30', '15:30'), session('c', '15:30', '16:00')];
    expect(layOut(sessions).columns).toEqual([{ room: 0, lanes: 2 }]);
    expect(drawn(sessions)).toEqual(['14:00* a 2×1, . 1×1', '14:30* b 2×1', '15:00* . 1×1', '15:30* c 1×2']);
  });

  it('makes one row of the hours in which nothing is on', () => {
    expect(drawn([session('a', '10:00', '10:30'), session('b', '18:15', '18:30')])).toEqual([
      '10:00* a 1×1',
      '10:30* . 1×1',
      '18:15* b 1×1',
    ]);
  });

  it('puts what has no room into a last column', () => {
    const grid = layOut([session('a', '10:00', '10:30', null), session('b', '10:00', '10:30', 3)]);
    expect(grid.columns.map(({ room }) => room)).toEqual([3, null]);
  });

  it('gives what takes no time a row of its own', () => {
    expect(drawn([session('a', '10:00', '10:00')])).toEqual(['10:00* a 1×1']);
  });

  it('is empty without sessions', () => {
    expect(layOut([])).toEqual({ columns: [], rows: [] });
  });

  it('gives every place of a full programme to exactly one cell', () => {
    const sessions = Array.from({ length: 300 }, (_, index) => {
      const start = 540 + ((index * 35) % 480);
      const clock = (minutes: number) =>
        `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      return session(String(index), clock(start), clock(start + 20 + (index % 5) * 10), index % 23);
    });
    const grid = layOut(sessions);
    const width = grid.columns.reduce((sum, { lanes }) => sum + lanes, 0);
    const area = grid.rows.flatMap(({ cells }) => cells).reduce((sum, cell) => sum + cell.rowspan * cell.colspan, 0);
    expect(area).toBe(width * grid.rows.length);
    expect(grid.rows.flatMap(({ cells }) => cells).filter((cell) => cell.session)).toHaveLength(300);
  });
});
