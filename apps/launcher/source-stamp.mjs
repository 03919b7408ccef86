// A short text that changes whenever one of the sources does.
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const skipped = new Set(['node_modules', 'dist', 'build', '.svelte-kit']);

/**
 * @param {string[]} places files and folders; those that are missing count as missing
 * @returns {string} over path, size and time of change of every file; tests and folders of generated files are left
 *   out
 */
export function sourceStamp(places) {
  const hash = createHash('sha256');
  const walk = (path) => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      const names = readdirSync(path).filter((name) => !skipped.has(name) && !name.includes('.spec.'));
      for (const name of names.toSorted()) walk(join(path, name));
      return;
    }
    hash.update(`${path} ${stat?.size} ${stat?.mtimeMs}\n`);
  };
  places.forEach(walk);
  return hash.digest('hex');
}
