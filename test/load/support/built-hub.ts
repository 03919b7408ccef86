import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { EmbeddedConnection } from '../../../apps/hub/src/database/embedded-server.ts';

/** A hub as it was built, in a process of its own. */
export interface BuiltHub {
  url: string;
  pid: number;
  /** `npm run hub -- …`, while it runs. @returns what it printed */
  command(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

const built = (file: string) => fileURLToPath(new URL(`../../../apps/hub/dist/${file}`, import.meta.url));

/**
 * Starts a hub without media on a database that runs already, and comes back when it serves.
 * @param of.preload a module that runs in the hub's process before the hub does
 */
export async function startBuiltHub(of: {
  port: number;
  folder: string;
  database: EmbeddedConnection;
  preload?: { module: string; environment: Record<string, string> };
}): Promise<BuiltHub> {
  const url = `http://127.0.0.1:${of.port}`;
  const { path, user, password, database } = of.database;
  const socketFolder = encodeURIComponent(path.slice(0, path.lastIndexOf('/')));
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(of.port),
    PUBLIC_URL: url,
    HUB_DATA_DIR: of.folder,
    DATABASE_URL: `postgres://${user}:${password}@localhost/${database}?host=${socketFolder}`,
    HUB_DEMO: 'off',
    HUB_MEDIA_OFF: 'not needed here',
    LOG_LEVEL: 'error',
    ...of.preload?.environment,
  };
  const preload = of.preload ? ['--import', of.preload.module] : [];
  const child = spawn(process.execPath, [...preload, built('main.js')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await ready(child);
  return {
    url,
    pid: child.pid ?? 0,
    command: async (...args) =>
      (await promisify(execFile)(process.execPath, [built('cli.js'), ...args], { env })).stdout,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (line.startsWith('Hubwerk is ready on ')) resolve();
      });
    child.once('close', (code) => reject(new Error(`the hub ended with ${code}`)));
  });
}
