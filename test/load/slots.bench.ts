// npm run bench -- slots: free slots of a person among 2,000 people over three days, over HTTP in a running hub.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import { connect } from '../../apps/hub/src/database/connection.ts';
import { startEmbeddedServer } from '../../apps/hub/src/database/embedded-server.ts';
import { type BuiltHub, startBuiltHub } from './support/built-hub.ts';
import { calibrationMs } from './support/calibration.ts';
import { freePort } from '../support/free-port.ts';
import { printFigure } from './support/print-figure.ts';
import { signedUp } from './support/signed-up.ts';

const people = 2000;
const days = 3;
/** Of 27 slots a day; so everybody has about sixteen meetings in three days. */
const pairsPerSlot = 200;
const [warmUp, measured] = [100, 1000];
const firstDay = Date.UTC(2035, 8, 5, 7);
const minute = 60_000;

const place = mkdtempSync(join(tmpdir(), 'hubwerk-slots-'));
const server = await startEmbeddedServer({ directory: join(place, 'postgres'), log: () => undefined });
const sql = connect(server.connection, { max: 1 });
let hub: BuiltHub | undefined;
try {
  hub = await startBuiltHub({ port: await freePort(), folder: join(place, 'data'), database: server.connection });
  const { url } = hub;
  const ids = await seed(sql);
  const { cookie } = await signedUp(url, 'asker@example.org');

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
  await hub?.stop();
  await sql.end();
  await server.stop();
  rmSync(place, { recursive: true, force: true });
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
    const met = shuffled(ids).slice(0, 2 * pairsPerSlot);
    await db`insert into occupancies (id, person_id, during, source_kind, source_id, hard)
      select gen_random_uuid(), id, tstzrange(${iso(day, from)}, ${iso(day, from + 15)}), 'meeting', gen_random_uuid(), true
      from unnest(${met}::uuid[]) id`;
  }
  await db`analyze`;
  return ids;
}

function shuffled(ids: readonly string[]): string[] {
  const drawn = ids.map((id) => ({ id, lot: Math.random() }));
  return drawn.sort((a, b) => a.lot - b.lot).map(({ id }) => id);
}

function iso(day: number, minutes: number): string {
  return new Date(firstDay + day * 1440 * minute + minutes * minute).toISOString();
}
