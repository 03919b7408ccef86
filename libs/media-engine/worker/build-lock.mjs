// One build at a time per place, also between clones and containers that share a home folder.
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const heartbeatMs = 5_000;
const silentMs = 30_000;

/**
 * Runs `work` while holding the lock file; waits while somebody alive holds it.
 * @template T
 * @param {string} file
 * @param {{ work: () => Promise<T>, onWait: () => void }} steps `onWait` is called once if there is somebody to wait for
 * @returns {Promise<T>}
 */
export async function withBuildLock(file, { work, onWait }) {
  mkdirSync(dirname(file), { recursive: true });
  for (let waited = false; !take(file); waited = true) {
    if (abandoned(file)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!waited) onWait();
    await sleep(500);
  }
  const heartbeat = setInterval(() => utimesSync(file, new Date(), new Date()), heartbeatMs);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(file, { force: true });
  }
}

function take(file) {
  try {
    writeFileSync(file, `${hostname()} ${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Its holder is gone: a dead process on this host, or no sign of life from wherever it runs. */
function abandoned(file) {
  try {
    const [host, pid] = readFileSync(file, 'utf8').split(' ');
    if (Date.now() - statSync(file).mtimeMs > silentMs) return true;
    return host === hostname() && Number(pid) > 0 && !alive(Number(pid));
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
