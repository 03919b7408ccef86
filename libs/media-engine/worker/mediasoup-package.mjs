// The installed mediasoup package: where its C++ sources are and which release of the worker belongs to it.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @returns {{ version: string, repository: string, workerSources: string }} */
export function mediasoupPackage() {
  const root = join(dirname(fileURLToPath(import.meta.resolve('mediasoup'))), '../..');
  const { version, repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    version,
    repository: repository.url.replace(/^git\+/, '').replace(/\.git$/, ''),
    workerSources: join(root, 'worker'),
  };
}
