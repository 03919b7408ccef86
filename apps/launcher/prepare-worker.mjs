// The media worker, with what only an application knows: where the cache is and how packages are installed.
import { ensureWorker } from '../../libs/media-engine/worker/ensure-worker.mjs';
import { cacheDirectory } from './cache-directory.mjs';
import { ensureDebianPackages } from './debian-packages.mjs';

export function prepareWorker(log) {
  return ensureWorker({
    log,
    cacheDirectory: cacheDirectory(),
    installPackages: (packages, purpose) => ensureDebianPackages(packages, purpose, log),
  });
}
