import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from './environment.ts';

/** Injection token of the secret that signs cookies and secret links. */
export const HUB_SECRET = Symbol('hub secret');

/** HUB_SECRET, else one that is made once and kept in the data folder, readable by its owner only. */
export async function hubSecret(environment: Pick<Environment, 'HUB_SECRET' | 'HUB_DATA_DIR'>): Promise<string> {
  if (environment.HUB_SECRET) return environment.HUB_SECRET;
  const file = join(environment.HUB_DATA_DIR, 'secret');
  await mkdir(environment.HUB_DATA_DIR, { recursive: true });
  await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return readFile(file, 'utf8');
}
