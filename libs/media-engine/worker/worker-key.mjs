// The name under which a checked worker is kept: everything that would make it another binary, or worth another check.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const buildFiles = ['CMakeLists.txt', 'compat/srtp.h', 'compat/ankerl/unordered_dense.h', 'self-check.mjs'];

/**
 * @param {string} version of mediasoup
 * @param {string} osRelease text of /etc/os-release, '' where there is none: a binary is linked against one release of a
 *   distribution, and a home folder can outlive or be shared between several
 * @returns {string} such as `3.27.1-linux-x64-debian12-0a1b2c3d4e5f`
 */
export function workerKey(version, osRelease) {
  const field = (name) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(osRelease)?.[1] ?? '';
  const system = [process.platform, process.arch, field('ID') + field('VERSION_ID')].filter(Boolean).join('-');
  const hash = createHash('sha256');
  for (const file of buildFiles) hash.update(readFileSync(fileURLToPath(new URL(file, import.meta.url))));
  return `${version}-${system}-${hash.digest('hex').slice(0, 12)}`;
}
