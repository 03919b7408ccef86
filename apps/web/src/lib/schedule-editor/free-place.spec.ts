import { expect, test } from 'vitest';
import { firstFree } from './free-place.ts';

const taken = [
  { roomId: 'a', from: 540, to: 600 },
  { roomId: 'a', from: 630, to: 700 },
  { roomId: 'b', from: 560, to: 620 },
];

test('the first gap that is long enough, in the room that has it first', () => {
  expect(firstFree(taken, ['a', 'b'], 540, 20)).toEqual({ roomId: 'b', from: 540, to: 560 });
  expect(firstFree(taken, ['a', 'b'], 540, 30)).toEqual({ roomId: 'a', from: 600, to: 630 });
  expect(firstFree(taken, ['a', 'b'], 540, 45)).toEqual({ roomId: 'b', from: 620, to: 665 });
});

test('of equals the room that stands first, and none without rooms', () => {
  expect(firstFree([], ['b', 'a'], 540, 45)).toEqual({ roomId: 'b', from: 540, to: 585 });
  expect(firstFree(taken, [], 540, 45)).toBeNull();
});
