// npm run bench -- slots: free slots of a person among 2,000 people over three days, over HTTP in a running hub.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import { connect } from '../../apps/hub/src/database/connection.ts';
import { startEmbeddedServer } from '../../apps/hub/src/database/embedded-server.ts';
import { calibrationMs } from './support/calibration.ts';
import { printFigure } from './support/print-figure.ts';

const people = 2000;
const days = 3;
/** Of 27 slots a day; so everybody has about sixteen meetings in three days. */
const pairsPerSlot = 200;
const [warmUp, measured] = [100, 1000];
const firstDay = Date.UTC(2035, 8, 5, 7);
const minute = 60_000;

const place = mkdtempSync(join(tmpdir(), 'hubwerk-slots-'));
const server = await startEmbeddedServer({ directory: join(place, 'postgres'), log: () => undefined });
const { path, user, password, database } = server.connection;
const sql = connect(server.connection, { max: 1 });
let hub: ChildProcess | undefined;
try {
  const host = encodeURIComponent(dirname(path));
  const started = startHub(`postgres://${user}:${password}@localhost/${database}?host=${host}`);
  hub = started.process;
  const url = await started.url;
  const ids = await seed(sql);
  const cookie = await signUp(url);

  const times: number[] = [];
  for (let round = 0; round < warmUp + measured; round += 1) {
    const person = ids[Math.floor(Math.random() * people)] ?? '';
    const before = performance.now();
    const response = await fetch(`${url}/api/events/slots/people/${person}/slots`, { headers: { cookie } });
    const { items } = (await response.json()) as { items: { free: boolean }[] };
    const took = performance.now() - before;
    if (items.length !== 27 * days || items.every(({ free }) => free))
      throw new Error('these are not the slots of a booked person');
    if (round >= warmUp) times.push(took);
  }
  times.sort((a, b) => a - b);
  const calibration_ms = calibrationMs();
  for (const [figure, share, goal] of [
    ['free slots of a person, p95', 0.95, 20],
    ['free slots of a person, p50', 0.5, null],
  ] as const) {
    const value = times[Math.floor(times.length * share)] ?? Infinity;
    printFigure({ bench: 'slots', figure, value, unit: 'ms', baseline: null, ratio: null, goal, calibration_ms });
  }
} finally {
  hub?.kill('SIGTERM');
  if (hub) await once(hub, 'close');
  await sql.end();
  await server.stop();
  rmSync(place, { recursive: true, force: true });
}

/** The hub as it was built, on a port of its own. */
function startHub(databaseUrl: string): { process: ChildProcess; url: Promise<string> } {
  const main = fileURLToPath(new URL('../../apps/hub/dist/main.js', import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '4619',
      HUB_DATA_DIR: join(place, 'data'),
      DATABASE_URL: databaseUrl,
      HUB_DEMO: 'off',
      HUB_MEDIA_OFF: 'not needed here',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('Hubwerk is ready on ')) resolve('http://127.0.0.1:4619');
    });
    child.once('close', (code) => reject(new Error(`the hub ended with ${code}`)));
  });
  return { process: child, url };
}

/** An event whose people are all there from nine to six, with meetings among them. @returns their ids */
async function seed(db: Sql): Promise<string[]> {
  const [eventId, ids] = [v7(), Array.from({ length: people }, () => v7())];
  const windows = Array.from({ length: days }, (_, day) => ({ startsAt: iso(day, 0), endsAt: iso(day, 540) }));
  await db`insert into events (id, slug, kind, format, title, zone, starts_at, ends_at, published_at)
    values (${eventId}, 'slots', 'conference', 'hybrid', '{"en":"Slots"}', 'Europe/Berlin', ${iso(0, 0)}, ${iso(days - 1, 540)}, now())`;
  await db`insert into persons (id, name, language) select id, 'Person ' || id, 'de' from unnest(${ids}::uuid[]) id`;
  await db`insert into availabilities (id, event_id, person_id, windows)
    select gen_random_uuid(), ${eventId}, id, ${JSON.stringify(windows)}::text::jsonb from unnest(${ids}::uuid[]) id`;
  for (let slot = 0; slot < days * 27; slot += 1) {
    const [day, from] = [Math.floor(slot / 27), (slot % 27) * 20];
    const met = ids.toSorted(() => Math.random() - 0.5).slice(0, 2 * pairsPerSlot);
    await db`insert into occupancies (id, person_id, during, source_kind, source_id, hard)
      select gen_random_uuid(), id, tstzrange(${iso(day, from)}, ${iso(day, from + 15)}), 'meeting', gen_random_uuid(), true
      from unnest(${met}::uuid[]) id`;
  }
  await db`analyze`;
  return ids;
}

function iso(day: number, minutes: number): string {
  return new Date(firstDay + day * 1440 * minute + minutes * minute).toISOString();
}

async function signUp(url: string): Promise<string> {
  const response = await fetch(`${url}/api/sign-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Asker',
      email: 'asker@example.org',
      password: 'correct horse battery',
      language: 'de',
    }),
  });
  if (!response.ok) throw new Error(`could not sign up: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}
