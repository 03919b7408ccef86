import { expect, test } from 'vitest';
import { OncePerKey } from './once-per-key.ts';

test('a repeat, during or after, gets what the first one made', async () => {
  const once = new OncePerKey<number>();
  let made = 0;
  const make = async (): Promise<number> => ++made;
  expect(await Promise.all([once.get('token', make), once.get('token', make)])).toEqual([1, 1]);
  expect(await once.get('token', make)).toBe(1);
  expect(await once.get('other', make)).toBe(2);
});

test('a failure is not remembered', async () => {
  const once = new OncePerKey<string>();
  await expect(once.get('token', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await once.get('token', async () => 'yes')).toBe('yes');
});

test('a late failure does not take away what has replaced it', async () => {
  const once = new OncePerKey<string>();
  const { promise, reject } = Promise.withResolvers<string>();
  const first = once.get('room', () => promise);
  once.set('room', Promise.resolve('second'));
  reject(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  expect(await once.get('room', async () => 'third')).toBe('second');
});

test('what is forgotten is made anew', async () => {
  const once = new OncePerKey<string>();
  await once.get('token', async () => 'old');
  once.forget('token');
  expect(once.size).toBe(0);
  expect(await once.get('token', async () => 'new')).toBe('new');
});
