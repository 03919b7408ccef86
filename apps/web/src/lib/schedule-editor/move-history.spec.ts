import { expect, test } from 'vitest';
import { afterRedo, afterUndo, noMoves, withMove, withoutSession, type Move } from './move-history.ts';
import { nowhere } from './place.ts';

const move = (sessionId: string): Move => ({ sessionId, before: nowhere, after: { ...nowhere, roomId: 'hall' } });
const [a, b, c] = [move('a'), move('b'), move('c')] as const;
const three = [a, b, c].reduce(withMove, noMoves);

test('what was done last is taken back first, and done again last', () => {
  const back = afterUndo(afterUndo(three));
  expect(back).toEqual({ done: [a], undone: [c, b] });
  expect(afterRedo(back)).toEqual({ done: [a, b], undone: [c] });
  expect(afterRedo(afterRedo(back))).toEqual(three);
});

test('doing something new forgets what was taken back', () => {
  expect(withMove(afterUndo(three), a)).toEqual({ done: [a, b, a], undone: [] });
});

test('a session that lost its ground drops out of both sides', () => {
  expect(withoutSession(afterUndo(withMove(three, a)), 'a')).toEqual({ done: [b, c], undone: [] });
  expect(withoutSession(three, 'b')).toEqual({ done: [a, c], undone: [] });
});

test('with nothing to take back nothing changes', () => {
  expect(afterUndo(noMoves)).toEqual(noMoves);
  expect(afterRedo(noMoves)).toEqual(noMoves);
});
