// Where things that outlive a clone are kept.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from './project.mjs';

/** @returns {string} an existing, writable folder: the user's cache, or one in the clone where there is no usable home */
export function cacheDirectory() {
  const { XDG_CACHE_HOME, HOME } = process.env;
  const base = XDG_CACHE_HOME || (HOME && join(HOME, '.cache'));
  const candidates = [base && join(base, 'hubwerk'), join(workFolder, 'cache')].filter(Boolean);
  return candidates.find(writable) ?? candidates.at(-1);
}

function writable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
