import { createHash, randomBytes } from 'node:crypto';
import { access, chmod, constants, lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartupProblem } from '../platform/startup-problem.ts';

/** Unix sockets have room for 107 bytes of path on Linux and 103 on macOS, with PostgreSQL's name for the file in it. */
const longestSocketDirectory = 100 - '/.s.PGSQL.5432'.length;

/** Another process runs the server of this directory. */
export class DirectoryInUse extends StartupProblem {}

/** What one embedded server keeps on disk. */
export interface EmbeddedDirectory {
  readonly home: string;
  readonly data: string;
  readonly password: string;
  /** Lets another hub have the directory. */
  release(): void;
}

/** Makes the folder where it is missing and takes it for this process; throws a StartupProblem where either fails. */
export async function openEmbeddedDirectory(home: string): Promise<EmbeddedDirectory> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw unusable(home, cause);
  }
  const release = lock(home);
  try {
    return { home, data: join(home, 'data'), password: await readPassword(home), release };
  } catch (cause) {
    release();
    throw unusable(home, cause);
  }
}

/**
 * Node has no file locks of its own, but its SQLite takes one: it ends with the process however the process ends, so there
 * is no stale lock to judge, as there would be with a file that holds a process id.
 */
function lock(home: string): () => void {
  let held: DatabaseSync | undefined;
  try {
    held = new DatabaseSync(join(home, 'hub.lock'));
    held.exec('PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    held?.close();
    if (cause instanceof Error && cause.message.includes('locked')) {
      throw new DirectoryInUse(
        `Another hub is already running on ${home}: stop it, or give this one its own HUB_DATA_DIR or a DATABASE_URL.`,
        { cause },
      );
    }
    throw unusable(home, cause);
  }
  return () => {
    if (held.isOpen) held.close();
  };
}

async function readPassword(home: string): Promise<string> {
  const file = join(home, 'password');
  try {
    await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Where the server's socket lies: in the directory itself, or somewhere shorter that only this user may enter. */
export async function makeSocketDirectory(home: string): Promise<string> {
  const user = userInfo().uid;
  const near = join(home, 'run');
  const far = join(
    process.env.XDG_RUNTIME_DIR || tmpdir(),
    `hubwerk-${user}-${createHash('sha256').update(home).digest('hex').slice(0, 8)}`,
  );
  const directory = Buffer.byteLength(near) <= longestSocketDirectory ? near : far;
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const found = await lstat(directory);
    // In a folder everybody may write to, another user could have made it first and would hold our socket.
    if (!found.isDirectory() || found.uid !== user) throw new Error('it belongs to somebody else');
    await chmod(directory, 0o700);
  } catch (cause) {
    throw unusable(directory, cause);
  }
  return directory;
}

function unusable(folder: string, cause: unknown): StartupProblem {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StartupProblem(
    `The folder ${folder} cannot be used for the database (${reason}): let the user ${userInfo().username} write to it, or name another one with HUB_DATA_DIR.`,
    { cause },
  );
}
