import { mkdir, mkdtemp, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartupProblem } from './startup-problem.ts';

/** Makes the hub's folder where it is missing. @throws StartupProblem where nothing can be put into it */
export async function makeDataFolder(folder: string): Promise<void> {
  try {
    await make(folder, 0o700);
    // Rights do not tell: root has all of them, on read-only disks and in /proc too.
    await rmdir(await mkdtemp(join(folder, '.try-')));
  } catch (cause) {
    throw new StartupProblem(
      `The folder ${folder} (HUB_DATA_DIR) cannot be written to: let this user write to it, or name another one.`,
      { cause },
    );
  }
}

/** Node's own recursive mkdir (24.21) never comes back from where no folder can be, such as /proc. */
async function make(folder: string, mode?: number): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    await make(dirname(folder));
    await mkdir(folder, { mode });
  }
}
