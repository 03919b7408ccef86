// Runs a program of the built hub with everything it needs to know about this machine.
import { join } from 'node:path';
import { projectFolder } from './project.mjs';
import { runChild } from './run-child.mjs';

/**
 * @param {'main.js' | 'cli.js'} program
 * @param {string[]} args
 * @param {{ path: string } | { unavailable: string }} worker
 * @returns {Promise<number>} its exit code
 */
export function runHub(program, args, worker) {
  const media = 'path' in worker ? { MEDIASOUP_WORKER_BIN: worker.path } : { HUB_MEDIA_OFF: worker.unavailable };
  const script = join(projectFolder, 'apps/hub/dist', program);
  return runChild(process.execPath, ['--enable-source-maps', script, ...args], { env: { ...process.env, ...media } });
}
