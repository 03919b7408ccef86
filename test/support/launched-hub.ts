import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { type Launched, launchNpm, processesOf } from './launched.ts';

/** A hub that `npm start` has started. */
export interface LaunchedHub extends Launched {
  readonly url: string;
  /** Asks it to stop as a service manager does, and waits. @returns the exit code */
  stop(): Promise<number>;
}

/** Data folders of a test file's own, and the hubs on them. */
export class LaunchedHubs {
  readonly #folders: string[] = [];

  async folder(): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), 'hub-process-'));
    this.#folders.push(made);
    return made;
  }

  /** `npm start`, without a demo and without live video unless the environment says otherwise. */
  async launch(dataFolder: string, environment: Record<string, string> = {}): Promise<Launched & { url: string }> {
    const port = environment['PORT'] ?? String(await freePort());
    const launched = launchNpm(['start'], {
      HUB_DATA_DIR: dataFolder,
      HUB_DEMO: 'off',
      HUB_MEDIA_OFF: 'this test watches nothing',
      HOST: '127.0.0.1',
      PORT: port,
      ...environment,
    });
    return { ...launched, url: `http://127.0.0.1:${port}` };
  }

  /** The same, serving. */
  async start(dataFolder: string, environment: Record<string, string> = {}): Promise<LaunchedHub> {
    const launched = await this.launch(dataFolder, environment);
    await launched.says('Hubwerk is ready on ');
    return {
      ...launched,
      stop() {
        process.kill(launched.pid, 'SIGTERM');
        return launched.ended;
      },
    };
  }

  /** Ends what a failed test left running, and removes the folders. */
  async clear(): Promise<void> {
    for (const folder of this.#folders.splice(0)) {
      for (const pid of [...(await processesOf(folder)).values()].flat()) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It ended in between.
        }
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}
