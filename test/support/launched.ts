import { spawn } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { constants } from 'node:os';
import { basename, delimiter, resolve } from 'node:path';
import { createInterface } from 'node:readline';

export const project = resolve(import.meta.dirname, '../..');

/** A command of the project, running as a process of its own. */
export interface Launched {
  /** The command itself; also the number of its process group, as a terminal gives it one. */
  readonly pid: number;
  /** Lines so far. */
  readonly stdout: string[];
  readonly stderr: string[];
  /** Its exit code once everything it printed was read; 128 + n after signal n. */
  readonly ended: Promise<number>;
  /** The first line of standard output that begins so, or an error with everything printed when the command ends without it. */
  says(beginning: string): Promise<string>;
}

/**
 * Runs `npm …` in the project's folder, knowing of this process's environment only what every user's shell has, and where
 * the media worker is.
 */
export function launchNpm(args: string[], environment: Record<string, string>): Launched {
  const { PATH = '', HOME, LANG, XDG_CACHE_HOME, MEDIASOUP_WORKER_BIN } = process.env;
  const path = PATH.split(delimiter).filter((folder) => !folder.includes('node_modules'));
  const own = { HOME, LANG, XDG_CACHE_HOME, MEDIASOUP_WORKER_BIN, PATH: path.join(delimiter) };
  const child = spawn('npm', args, {
    cwd: project,
    env: { ...own, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const stdout: string[] = [];
  const stderr: string[] = [];
  const heard: (() => void)[] = [];
  const hear = (lines: string[]) => (line: string) => {
    // What npm thinks of its user's settings is no concern of ours.
    if (/^npm (warn|notice)\b/.test(line)) return;
    lines.push(line);
    for (const listener of heard) listener();
  };
  createInterface({ input: child.stdout }).on('line', hear(stdout));
  createInterface({ input: child.stderr }).on('line', hear(stderr));
  const ended = new Promise<number>((end, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => end(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
  });
  const says = async (beginning: string) => {
    const found = () => stdout.find((line) => line.startsWith(beginning));
    const said = new Promise<string>((tell) => {
      const listener = () => {
        const line = found();
        if (line !== undefined) tell(line);
      };
      heard.push(listener);
      listener();
    });
    const line = await Promise.race([said, ended.then(() => undefined)]);
    if (line !== undefined) return line;
    throw new Error(`npm ${args.join(' ')} ended before it said "${beginning}":\n${[...stdout, ...stderr].join('\n')}`);
  };
  if (child.pid === undefined) throw new Error('npm cannot be run');
  return { pid: child.pid, stdout, stderr, ended, says };
}

/**
 * What runs for the hub of a data folder, by name (`main.js`, `postgres`, `mediasoup-worker`, …) with process ids: all that
 * were told of the folder or work in it. Linux only.
 */
export async function processesOf(dataFolder: string): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>();
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
    const told = (await read('environ')).split('\0').includes(`HUB_DATA_DIR=${dataFolder}`);
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    if (!told && !cwd.startsWith(`${dataFolder}/`)) continue;
    const words = (await read('cmdline')).split('\0');
    const script = words.find((word) => /\.m?js$/.test(word)) ?? words[0] ?? '';
    const name = basename(script.split(': ')[0] ?? '');
    found.set(name, [...(found.get(name) ?? []), Number(pid)]);
  }
  return found;
}
