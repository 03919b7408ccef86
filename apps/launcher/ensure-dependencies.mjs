// `npm ci` when node_modules is missing or does not match the lock file.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { packagePaths, stalePackages } from './installed-packages.mjs';
import { LaunchError } from './launch-error.mjs';
import { projectFolder, projectNode } from './project.mjs';
import { runStep } from './run-step.mjs';

/** @param {{ say: (line: string) => void, progress: (label: string, percent: number) => void }} log */
export async function ensureDependencies(log) {
  const wanted = readLock('package-lock.json');
  const installed = readLock('node_modules/.package-lock.json');
  if (
    installed &&
    stalePackages(wanted, installed).length === 0 &&
    packagePaths(installed).every(there) &&
    nodeWorks()
  ) {
    return;
  }

  const paths = packagePaths(wanted);
  log.say(`Installing ${paths.length} packages with npm ci, once`);
  const clock = setInterval(() => {
    log.progress('Packages:', Math.round((100 * paths.filter(there).length) / paths.length));
  }, 2_000);
  try {
    await npmCi();
  } finally {
    clearInterval(clock);
  }
  if (!nodeWorks()) {
    throw new LaunchError(
      'npm ci ended well but brought no working Node 24; is npm told to ignore install scripts (npm config get ignore-scripts)?',
    );
  }
}

function readLock(path) {
  const file = join(projectFolder, path);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function there(path) {
  return existsSync(join(projectFolder, path, 'package.json'));
}

function nodeWorks() {
  if (process.execPath === projectNode) return true;
  return spawnSync(projectNode, ['-v'], { encoding: 'utf8' }).stdout?.startsWith('v24.') ?? false;
}

async function npmCi() {
  const env = {
    ...process.env,
    // npm must not run on the Node that it is about to delete.
    PATH: [...pathWithoutProject(), dirname(process.execPath)].join(delimiter),
    // npm before 11 knows no allowScripts and would run mediasoup's postinstall, which fetches or builds; any value skips it.
    MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN ?? 'prepared-later',
  };
  const { ok, output, missing } = await runStep('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: projectFolder,
    env,
  });
  if (missing) throw new LaunchError('npm is not on the PATH; install Node.js 20 or newer with npm');
  if (!ok) {
    const reason = output.trimEnd().split('\n').slice(-15).join('\n');
    throw new LaunchError(`${reason}\nnpm ci could not install the dependencies (its last lines are above)`);
  }
}

function pathWithoutProject() {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder && !folder.startsWith(projectFolder));
}
