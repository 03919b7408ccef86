// Where things are in this clone.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, absolute, without a slash at the end. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Stamps, logs, results: made here, never committed, safe to delete. */
export const workFolder = join(projectFolder, '.hubwerk');

/** Node 24 from the `node` package; there once dependencies are installed. */
export const projectNode = join(
  projectFolder,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
