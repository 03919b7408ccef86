import { validate, version } from 'uuid';
import { expect, test } from 'vitest';
import { randomId } from './random-id.ts';

test('a random id is a UUID, and each is another', () => {
  const ids = Array.from({ length: 100 }, randomId);
  expect(ids.filter((id) => !validate(id) || version(id) !== 4)).toEqual([]);
  expect(new Set(ids).size).toBe(100);
});
