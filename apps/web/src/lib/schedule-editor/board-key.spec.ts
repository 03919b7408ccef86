import { expect, test } from 'vitest';
import { nudgeOf, stepOf } from './board-key.ts';

const stroke = (key: string, ...held: ('shift' | 'ctrl' | 'meta' | 'alt')[]) => ({
  key,
  shiftKey: held.includes('shift'),
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  altKey: held.includes('alt'),
});

test('arrows move, with shift they change the length, with anything else they are the browser’s', () => {
  expect(nudgeOf(stroke('ArrowUp'))).toBe('earlier');
  expect(nudgeOf(stroke('ArrowUp', 'shift'))).toBe('shorter');
  expect(nudgeOf(stroke('ArrowLeft', 'alt'))).toBeUndefined();
  expect(nudgeOf(stroke('ArrowLeft', 'shift'))).toBeUndefined();
  expect(nudgeOf(stroke('a'))).toBeUndefined();
});

test('undo and redo by what each system calls them', () => {
  expect(stepOf(stroke('z', 'ctrl'))).toBe('undo');
  expect(stepOf(stroke('Z', 'ctrl', 'shift'))).toBe('redo');
  expect(stepOf(stroke('z', 'meta'))).toBe('undo');
  expect(stepOf(stroke('y', 'ctrl'))).toBe('redo');
  expect(stepOf(stroke('z'))).toBeUndefined();
});
