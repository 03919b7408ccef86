import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { StartupProblem } from '../platform/startup-problem.ts';

/** Nothing of ours: a PGDATA or a language would change what the server does. */
const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes a data directory, whole or not at all. The locale is PostgreSQL's own C.UTF-8 and not the system's, so that the
 * indexes of text stay valid when the folder moves to another machine.
 */
export async function initialise(command: string[], data: string, user: string, passwordFile: string): Promise<void> {
  const unfinished = `${data}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const [program = '', ...prefix] = command;
  const options = [
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    // pg_trgm still asks the system what a letter is; in plain C an ü would be none.
    `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
  ];
  try {
    await promisify(execFile)(
      program,
      [...prefix, `--pgdata=${unfinished}`, `--username=${user}`, `--pwfile=${passwordFile}`, ...options],
      { env: environment, cwd: '/' },
    );
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.trim().split('\n').at(-1) : String(cause);
    throw new StartupProblem(`The database could not be made in ${data}: ${reason}`, { cause });
  }
  await rename(unfinished, data);
}

/** Starts the server and comes back when it answers. It is reachable through its socket only. */
export async function startPostmaster(
  command: string[],
  data: string,
  socketDirectory: string,
  log: (line: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const [program = '', ...prefix] = command;
  const settings = {
    listen_addresses: '',
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: '0700',
    // Errors of single statements reach the hub, which logs them; here only the server's own news is of interest.
    log_min_messages: 'log',
    log_checkpoints: 'off',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(program, [...prefix, '-D', data, ...flags], {
    // Its own process group: Ctrl-C in a terminal goes to the hub, which first ends its own work and then the server.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment,
    cwd: '/',
  });
  let stopping = false;
  const interrupt = () => void server.kill('SIGINT');
  process.once('exit', interrupt);
  server.once('exit', (code, signal) => {
    process.off('exit', interrupt);
    if (!stopping) log(`the embedded PostgreSQL ended by itself (${signal ?? `exit code ${code}`})`);
  });
  // On the way down every open connection is a FATAL; that is no news.
  await ready(server, (line) => stopping || log(line)).catch((error: unknown) => {
    stopping = true;
    throw error;
  });
  return {
    async stop() {
      stopping = true;
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      interrupt();
      await ended;
    },
  };
}

function ready(server: ChildProcess, log: (line: string) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    let reason = 'it gave no reason';
    server.once('error', (cause) =>
      reject(new StartupProblem(`PostgreSQL does not start: ${cause.message}`, { cause })),
    );
    server.once('close', () => reject(new StartupProblem(`The embedded PostgreSQL does not start: ${reason}`)));
    if (!server.stderr) return;
    createInterface(server.stderr).on('line', (line) => {
      if (line.includes('database system is ready to accept connections')) resolve();
      const [, level, text] = /\b(FATAL|PANIC): {2}(.*)/.exec(line) ?? [];
      if (level && text) reason = text;
      if (level) log(`postgres: ${line}`);
    });
  });
}

/**
 * Ends the server that a killed hub left on this data directory. The caller holds the directory, so whatever still runs
 * there has no owner. Only a process that is a postgres of this very folder is signalled: its number may be anybody's by now.
 */
export async function stopLeftover(data: string, log: (line: string) => void): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const lines = await readFile(file, 'utf8').then(
    (text) => text.split('\n'),
    () => undefined,
  );
  if (!lines) return;
  const pid = Number(lines[0]);
  if (!(await isPostmaster(pid, data))) {
    // PostgreSQL would take any living process of that number for its rival, except its own parent; what else the file
    // tells it (the shared memory to look at) stays.
    await writeFile(file, [process.pid, ...lines.slice(1)].join('\n'));
    return;
  }
  log(`stopping the database server that an earlier run left behind (process ${pid})`);
  process.kill(pid, 'SIGINT');
  for (let waited = 0; await isPostmaster(pid, data); waited += 50) {
    if (waited >= 60_000) {
      throw new StartupProblem(
        `The database server of an earlier run (process ${pid}) does not stop: end it, then start again.`,
      );
    }
    await sleep(50);
  }
}

async function isPostmaster(pid: number, data: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  const words =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').then(
          (line) => line.split('\0'),
          () => [],
        )
      : await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).then(
          ({ stdout }) => (stdout.includes(` -D ${data} `) ? [stdout.split(' ')[0] ?? '', data] : []),
          () => [],
        );
  return basename(words[0] ?? '') === 'postgres' && words.includes(data);
}
