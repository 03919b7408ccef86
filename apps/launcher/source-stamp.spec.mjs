import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { sourceStamp } from './source-stamp.mjs';

let folder;
let file;
let before;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'source-stamp-'));
  mkdirSync(join(folder, 'src'));
  file = join(folder, 'src', 'index.ts');
  writeFileSync(file, 'export {};');
  before = sourceStamp([folder]);
});

test('nothing changed, the same stamp', () => {
  expect(sourceStamp([folder])).toBe(before);
});

test('an edited file, a new file and a deleted file each change it', () => {
  utimesSync(file, new Date(), new Date(0));
  const edited = sourceStamp([folder]);
  writeFileSync(join(folder, 'src', 'other.ts'), '');
  const added = sourceStamp([folder]);
  rmSync(file);
  expect(new Set([before, edited, added, sourceStamp([folder])]).size).toBe(4);
});

test('tests and what a build writes do not change it', () => {
  writeFileSync(join(folder, 'src', 'index.spec.ts'), '');
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'index.js'), '');
  expect(sourceStamp([folder])).toBe(before);
});

test('a place that is missing has a stamp, and another one once it is there', () => {
  const later = join(folder, 'later.json');
  const missing = sourceStamp([later]);
  writeFileSync(later, '{}');
  expect(sourceStamp([later])).not.toBe(missing);
});
