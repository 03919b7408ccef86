import { expect, test } from 'vitest';
import { packagePaths, stalePackages } from './installed-packages.mjs';

const zod = { version: '4.6.7', integrity: 'sha512-a' };
const lock = (packages) => ({ packages: { '': {}, 'apps/hub': { version: '0.1.0' }, ...packages } });

test('an installation that matches the lock file is not stale', () => {
  expect(stalePackages(lock({ 'node_modules/zod': zod }), lock({ 'node_modules/zod': zod }))).toEqual([]);
});

test('missing packages, other versions and other contents are stale', () => {
  const wanted = lock({ 'node_modules/a': zod, 'node_modules/b': zod, 'node_modules/c': zod });
  const installed = lock({
    'node_modules/b': { ...zod, version: '4.0.0' },
    'node_modules/c': { ...zod, integrity: 'sha512-b' },
  });
  expect(stalePackages(wanted, installed)).toEqual(['node_modules/a', 'node_modules/b', 'node_modules/c']);
});

test('packages for other systems may be missing', () => {
  expect(stalePackages(lock({ 'node_modules/for-macos': { ...zod, optional: true } }), lock({}))).toEqual([]);
});

test('a new workspace is stale until it is linked', () => {
  const wanted = lock({ 'node_modules/@hubwerk/judging': { link: true } });
  expect(stalePackages(wanted, lock({}))).toEqual(['node_modules/@hubwerk/judging']);
});

test('the workspaces themselves are not packages to install', () => {
  expect(packagePaths(lock({ 'node_modules/zod': zod }))).toEqual(['node_modules/zod']);
});
