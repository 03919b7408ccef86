// System packages, on Debian and its relatives: installed when we are root, named otherwise.
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const env = {
  ...process.env,
  // dpkg wants the system folders, which an emptied environment or a user's PATH does not have.
  PATH: `${process.env.PATH ?? '/usr/bin:/bin'}:/usr/local/sbin:/usr/sbin:/sbin`,
  DEBIAN_FRONTEND: 'noninteractive',
  LC_ALL: 'C',
};

/** Whether this system has Debian packages at all. */
export function isDebian() {
  return spawnSync('dpkg-query', ['--version'], { env, stdio: 'ignore' }).status === 0;
}

/**
 * Makes sure of packages. On a system without Debian packages nothing is known and nothing is done.
 * @param {string[]} packages
 * @param {string} purpose such as `to build the media worker`, for the sentences
 * @param {{ say: (line: string) => void }} log
 * @returns {Promise<{ unavailable?: string }>} one sentence when packages are missing still
 */
export async function ensureDebianPackages(packages, purpose, log) {
  if (!isDebian()) return {};
  const missing = missingPackages(packages);
  if (missing.length === 0) return {};
  const remedy = `sudo apt-get install ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) return { unavailable: `packages are missing ${purpose}; install them with: ${remedy}` };

  log.say(`Installing ${missing.join(' ')} ${purpose}`);
  // The package lists of a fresh machine are empty, those of an old one name versions that are gone.
  if (!(await install(missing)).ok) {
    log.say('Updating the package lists first');
    await aptGet(['update']);
    const second = await install(missing);
    if (!second.ok)
      return {
        unavailable: `packages are missing ${purpose} and apt-get could not install them (${second.reason}); try: ${remedy}`,
      };
  }
  return {};
}

/** @returns {string[]} those that are not installed */
function missingPackages(packages) {
  const query = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Abbrev}${Package}\n', ...packages], {
    env,
    encoding: 'utf8',
  });
  return notInstalled(packages, query.stdout);
}

/**
 * @param {string[]} packages
 * @param {string} answer of `dpkg-query -W -f='${db:Status-Abbrev}${Package}\n'`, such as `ii cmake`
 */
export function notInstalled(packages, answer) {
  const installed = new Set(answer.split('\n').flatMap((line) => /^.i.?\s*(\S+)/.exec(line)?.[1] ?? []));
  return packages.filter((name) => !installed.has(name));
}

function install(packages) {
  return aptGet(['install', '-y', '--no-install-recommends', ...packages]);
}

async function aptGet(args) {
  for (let attempt = 1; ; attempt += 1) {
    const result = await aptGetOnce(args);
    // apt waits for dpkg's lock by itself, but not for the one on the package lists.
    if (result.ok || attempt === 60 || !/Could not get lock/.test(result.reason)) return result;
    await sleep(5_000);
  }
}

function aptGetOnce(args) {
  return new Promise((resolve) => {
    const child = spawn('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-q', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let reason = 'no reason given';
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.startsWith('E: ')) reason = line.slice(3);
    });
    child.on('error', (error) => resolve({ ok: false, reason: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, reason }));
  });
}
