import { expect, test } from 'vitest';
import { neighbour, type OnBoard } from './neighbour.ts';

const session = (id: string, roomId: string, from: number): OnBoard => ({ id, roomId, from, to: from + 30 });
const early = session('early', 'a', 540);
const late = session('late', 'a', 660);
const far = session('far', 'c', 650);
const all = [late, far, early, session('first', 'c', 500)];
const columns = ['a', 'b', 'c'];

test('up and down go through a room in order of time', () => {
  expect(neighbour(all, columns, early, 'down')).toBe(late);
  expect(neighbour(all, columns, late, 'up')).toBe(early);
  expect(neighbour(all, columns, early, 'up')).toBeUndefined();
});

test('left and right go to what is nearest in time, over rooms where nothing is on', () => {
  expect(neighbour(all, columns, late, 'right')).toBe(far);
  expect(neighbour(all, columns, far, 'left')).toBe(late);
  expect(neighbour(all, columns, far, 'right')).toBeUndefined();
});
