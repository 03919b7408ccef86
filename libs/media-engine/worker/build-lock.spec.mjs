import { existsSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withBuildLock } from './build-lock.mjs';

const lockFile = () => join(mkdtempSync(join(tmpdir(), 'build-lock-')), 'worker.lock');
const goneProcess = 2 ** 22 + 1;

test('two builds run one after the other, and the second is told that it waits', async () => {
  const file = lockFile();
  const happened = [];
  const build = (name, delayMs) =>
    withBuildLock(file, {
      onWait: () => happened.push(`${name} waits`),
      work: async () => {
        happened.push(`${name} starts`);
        await new Promise((resolve) => setTimeout(resolve, delayMs));
        happened.push(`${name} ends`);
      },
    });
  await Promise.all([build('first', 50), build('second', 0)]);
  expect(happened).toEqual(['first starts', 'second waits', 'first ends', 'second starts', 'second ends']);
  expect(existsSync(file)).toBe(false);
});

test('a failed build frees the place', async () => {
  const file = lockFile();
  const work = () => Promise.reject(new Error('no compiler'));
  await expect(withBuildLock(file, { work, onWait: () => {} })).rejects.toThrow('no compiler');
  expect(existsSync(file)).toBe(false);
});

test('a lock whose process was killed is taken over at once', async () => {
  const file = lockFile();
  writeFileSync(file, `${hostname()} ${goneProcess}`);
  const work = () => Promise.resolve('built');
  await expect(withBuildLock(file, { work, onWait: () => expect.unreachable() })).resolves.toBe('built');
});

test('a lock from elsewhere is taken over only after it has been silent', async () => {
  const file = lockFile();
  writeFileSync(file, `another-container ${goneProcess}`);
  let waited = false;
  const onWait = () => {
    waited = true;
    utimesSync(file, new Date(0), new Date(0));
  };
  await withBuildLock(file, { work: () => Promise.resolve(), onWait });
  expect(waited).toBe(true);
});
