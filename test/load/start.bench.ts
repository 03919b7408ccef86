// npm run bench -- start: from the command to "Hubwerk is ready", where nothing has to be prepared, and on a fresh clone with
// an empty home folder.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { calibrationMs } from './support/calibration.ts';
import { median } from './support/median.ts';
import { printFigure } from './support/print-figure.ts';

const rounds = 7;
const project = fileURLToPath(new URL('../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'hubwerk-start-'));

try {
  const again = { HUB_DATA_DIR: join(place, 'data') };
  await secondsToReady(project, again);
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) seconds.push(await secondsToReady(project, again));
  print('second start', median(seconds), 6);

  const clone = join(place, 'clone');
  execFileSync('git', ['clone', '--quiet', project, clone]);
  print('first start', await secondsToReady(clone, { HOME: join(place, 'home'), XDG_CACHE_HOME: '' }), 360);
} finally {
  rmSync(place, { recursive: true, force: true });
}

function print(figure: string, value: number, goal: number): void {
  const calibration = calibrationMs();
  printFigure({
    bench: 'start',
    figure,
    value,
    unit: 's',
    baseline: null,
    ratio: null,
    goal,
    calibration_ms: calibration,
  });
}

/** Starts a hub, waits until it serves, and stops it again. Throws with what it printed when it ends before. */
async function secondsToReady(folder: string, environment: Record<string, string>): Promise<number> {
  const env = { ...ownEnvironment(), PORT: String(await freePort()), ...environment };
  const started = performance.now();
  const hub = spawn('npm', ['start'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(hub, 'close');
  const printed: string[] = [];
  const ready = new Promise<number>((resolve) => {
    for (const output of [hub.stdout, hub.stderr]) {
      createInterface({ input: output }).on('line', (line) => {
        printed.push(line);
        if (line.startsWith('Hubwerk is ready on ')) resolve((performance.now() - started) / 1000);
      });
    }
  });
  const seconds = await Promise.race([ready, ended.then(() => undefined)]);
  hub.kill('SIGTERM');
  await ended;
  if (seconds === undefined) throw new Error(`npm start ended before the hub was ready:\n${printed.join('\n')}`);
  return seconds;
}

/** Without what npm and the launcher told this process: the start that is measured finds it out by itself. */
function ownEnvironment(): Record<string, string | undefined> {
  const { MEDIASOUP_WORKER_BIN: _worker, HUB_MEDIA_OFF: _off, PATH = '', ...rest } = process.env;
  const own = Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('npm_')));
  const path = PATH.split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return { ...own, PATH: path.join(delimiter) };
}
