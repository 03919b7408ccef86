// A media worker that is known to work, from the quickest place that has one.
import { execFile, spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPackages, buildWorker } from './build-worker.mjs';
import { withBuildLock } from './build-lock.mjs';
import { downloadWorker } from './download-worker.mjs';
import { mediasoupPackage } from './mediasoup-package.mjs';
import { workerKey } from './worker-key.mjs';

/**
 * Must run on the Node that will run mediasoup, with dependencies installed.
 * @param {object} options
 * @param {{ say: (line: string) => void, progress: (label: string, percent: number) => void }} options.log
 * @param {string} options.cacheDirectory outside node_modules; workers are kept in its `media-worker` folder
 * @param {(packages: string[], purpose: string) => Promise<{ unavailable?: string }>} options.installPackages makes sure
 *   of Debian packages where there are such, or says in one sentence what to install
 * @returns {Promise<{ path: string } | { unavailable: string }>} `unavailable` is one sentence for people
 */
export async function ensureWorker({ log, cacheDirectory, installPackages }) {
  const chosen = process.env.MEDIASOUP_WORKER_BIN;
  if (chosen)
    return executable(chosen)
      ? { path: chosen }
      : { unavailable: `MEDIASOUP_WORKER_BIN names ${chosen}, which cannot be run` };

  const mediasoup = mediasoupPackage();
  const osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const shelf = join(cacheDirectory, 'media-worker');
  const kept = join(shelf, workerKey(mediasoup.version, osRelease), 'mediasoup-worker');
  if (starts(kept)) return { path: kept };

  return withBuildLock(`${join(kept, '..')}.lock`, {
    onWait: () => log.say('Media worker: waiting for another start that is preparing it'),
    work: () => (starts(kept) ? { path: kept } : prepare({ mediasoup, shelf, kept, log, installPackages })),
  });
}

async function prepare({ mediasoup, shelf, kept, log, installPackages }) {
  // The lock is ours: a build folder that is still there belongs to a start that was killed.
  for (const name of readdirSync(shelf))
    if (name.startsWith('building-')) rmSync(join(shelf, name), { recursive: true, force: true });
  const directory = mkdtempSync(join(shelf, 'building-'));
  try {
    const downloaded = await tryDownload(mediasoup, directory, log);
    const made = downloaded
      ? { path: downloaded }
      : await tryBuild(mediasoup, join(directory, 'build'), { shelf, log, installPackages });
    return made.path ? keep(made.path, kept) : made;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function tryDownload(mediasoup, directory, log) {
  try {
    log.say(`Media worker: fetching the prebuilt one of mediasoup ${mediasoup.version}`);
    const path = await downloadWorker(mediasoup, directory);
    const refusal = await selfCheck(path);
    if (!refusal) return path;
    log.say(`Media worker: the prebuilt one does not work here: ${refusal}`);
  } catch (error) {
    log.say(`Media worker: the prebuilt one cannot be had (${error.message})`);
  }
  return undefined;
}

async function tryBuild(mediasoup, directory, { shelf, log, installPackages }) {
  if (process.platform === 'win32') return { unavailable: 'the media worker cannot be built on Windows' };
  const { unavailable } = await installPackages(buildPackages, 'to build the media worker');
  if (unavailable) return { unavailable };
  const logFile = join(shelf, 'build.log');
  log.say('Media worker: building it from source, once; this takes a few minutes');
  let path;
  try {
    path = await buildWorker(mediasoup, directory, {
      logFile,
      onPercent: (percent) => log.progress('Media worker: building', percent),
    });
  } catch (error) {
    const needs =
      'g++ 11 or newer, cmake, ninja, flatc and the headers of libuv, OpenSSL 3, libsrtp 2, flatbuffers and abseil';
    return { unavailable: `the media worker could not be built (${error.message}; it needs ${needs}; see ${logFile})` };
  }
  log.say('Media worker: checking it with a real call');
  const refusal = await selfCheck(path);
  return refusal ? { unavailable: `the media worker was built but does not work: ${refusal}` } : { path };
}

function keep(path, kept) {
  mkdirSync(join(kept, '..'), { recursive: true });
  const arriving = `${kept}.${process.pid}`;
  copyFileSync(path, arriving);
  renameSync(arriving, kept);
  return { path: kept };
}

/** @returns {Promise<string | undefined>} why the worker is no good */
function selfCheck(path) {
  const script = fileURLToPath(new URL('self-check.mjs', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [script, path], { timeout: 30_000, killSignal: 'SIGKILL' }, (error, output) => {
      resolve(error ? output.trim() || `the check ended without a word (${error.signal ?? error.code})` : undefined);
    });
  });
}

/** The worker exits with 41 when it is not started by mediasoup; anything else means that the system cannot load it. */
function starts(path) {
  return existsSync(path) && spawnSync(path, [], { env: {}, stdio: 'ignore', timeout: 5_000 }).status === 41;
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
