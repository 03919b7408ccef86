// Builds the worker from the C++ sources in the npm package: see CMakeLists.txt.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const bytesPerCompiler = 1.5e9;

/** What the build needs, by the names of Debian and Ubuntu. */
export const buildPackages = [
  'g++',
  'cmake',
  'ninja-build',
  'flatbuffers-compiler',
  'libflatbuffers-dev',
  'libabsl-dev',
  'libsrtp2-dev',
  'libssl-dev',
  'libuv1-dev',
];

/**
 * @param {{ workerSources: string }} mediasoup
 * @param {string} directory existing, the build's own; the log of a failed build is at `logFile`
 * @param {{ logFile: string, onPercent: (percent: number) => void }} reporting
 * @returns {Promise<string>} path of the binary; rejects when a step fails
 */
export async function buildWorker({ workerSources }, directory, { logFile, onPercent }) {
  const log = createWriteStream(logFile);
  const recipe = fileURLToPath(new URL('.', import.meta.url));
  const jobs = Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / bytesPerCompiler)));
  try {
    await run('cmake', ['-G', 'Ninja', '-S', recipe, '-B', directory, `-DWORKER=${workerSources}`], log);
    await run('ninja', ['-C', directory, '-j', String(jobs)], log, (line) => {
      const percent = /^\s*(\d+)%/.exec(line)?.[1];
      if (percent) onPercent(Number(percent));
    });
  } finally {
    log.end();
  }
  return join(directory, 'mediasoup-worker');
}

function run(command, args, log, onLine = () => {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NINJA_STATUS: '%p ', LC_ALL: 'C' },
    });
    const stop = () => child.kill();
    process.once('exit', stop);
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on('line', (line) => {
        log.write(`${line}\n`);
        onLine(line);
      });
    }
    child.on('error', () => reject(new Error(`${command} is not installed`)));
    child.on('close', (code) => {
      process.off('exit', stop);
      return code === 0 ? resolve() : reject(new Error(`${command} failed`));
    });
  });
}
