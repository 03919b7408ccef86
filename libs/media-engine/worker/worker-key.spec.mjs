import { expect, test } from 'vitest';
import { workerKey } from './worker-key.mjs';

test('the key names the version, the system and the recipe', () => {
  const key = workerKey('3.27.1', 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n');
  expect(key).toMatch(new RegExp(`^3\\.27\\.1-${process.platform}-${process.arch}-debian12-[0-9a-f]{12}$`));
});

test('another release of the distribution has another key', () => {
  expect(workerKey('3.27.1', 'ID=debian\nVERSION_ID="12"')).not.toBe(workerKey('3.27.1', 'ID=debian\nVERSION_ID="13"'));
});

test('a system without os-release has a key too', () => {
  expect(workerKey('3.27.1', '')).toMatch(new RegExp(`^3\\.27\\.1-${process.platform}-${process.arch}-[0-9a-f]{12}$`));
});
