import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from './environment.ts';

/** Injection token of the secret that signs cookies and secret links. */
export const HUB_SECRET = Symbol('hub secret');

type Where = Pick<Environment, 'HUB_SECRET' | 'HUB_DATA_DIR'>;

/** HUB_SECRET, else one that is made once and kept in the data folder, readable by its owner only. */
export async function hubSecret(environment: Where): Promise<string> {
  if (environment.HUB_SECRET) return environment.HUB_SECRET;
  const file = fileIn(environment);
  await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    },
  );
  return readFile(file, 'utf8');
}

/** The secret of a hub that was started before; undefined where there is none. */
export async function existingHubSecret(environment: Where): Promise<string | undefined> {
  if (environment.HUB_SECRET) return environment.HUB_SECRET;
  return readFile(fileIn(environment), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    return undefined;
  });
}

/** Keeps a restored hub's secret, so that what it signed stays valid. @returns false where HUB_SECRET says another one */
export async function adoptHubSecret(environment: Where, secret: string): Promise<boolean> {
  if (environment.HUB_SECRET) return environment.HUB_SECRET === secret;
  const file = fileIn(environment);
  await writeFile(`${file}.unfinished`, secret, { mode: 0o600 });
  await rename(`${file}.unfinished`, file);
  return true;
}

const fileIn = ({ HUB_DATA_DIR }: Where) => join(HUB_DATA_DIR, 'secret');
