import { expect, test } from 'vitest';
import { notInstalled } from './debian-packages.mjs';

test('packages that are installed are not missing', () => {
  expect(notInstalled(['cmake', 'g++'], 'ii cmake\nii g++\n')).toEqual([]);
});

test('packages that dpkg does not know, or knows as removed, are missing', () => {
  expect(notInstalled(['cmake', 'libuv1-dev', 'redis-server'], 'ii cmake\nrc redis-server\n')).toEqual([
    'libuv1-dev',
    'redis-server',
  ]);
});
