import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../apps/hub/src/database/connection.ts';
import { startEmbeddedServer, type EmbeddedServer } from '../../apps/hub/src/database/embedded-server.ts';
import { startHub, type RunningHub } from '../../apps/hub/src/hub.ts';
import { readEnvironment } from '../../apps/hub/src/platform/environment.ts';
import { asUrl } from '../support/test-database.ts';

let folder: string;
let server: EmbeddedServer;
let hub: RunningHub;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-away-'));
  server = await startServer();
  hub = await start();
});
afterAll(async () => {
  await hub.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const startServer = () => startEmbeddedServer({ directory: join(folder, 'server'), log: () => undefined });

const start = () =>
  startHub(
    readEnvironment({
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: asUrl(server.connection),
      HUB_DATA_DIR: join(folder, 'data'),
      HUB_SECRET: 'a secret that is long enough for a test',
      HUB_DEMO: 'off',
      HUB_MEDIA_OFF: 'this test watches nothing',
      LOG_LEVEL: 'silent',
    }),
  );

async function health(): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${hub.url}/api/health`);
  return { status: response.status, body: await response.json() };
}

async function inDatabase<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(server.connection, { max: 2 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

const placeHeldBy = (sql: Sql) => sql<{ pid: number; lock: string }[]>`
  select pid, objid::text as lock from pg_locks join pg_stat_activity using (pid)
  where locktype = 'advisory' and granted and application_name = 'hubwerk place'`;

test('a hub whose video is off serves all the same, and says so', async () => {
  expect(await health()).toMatchObject({
    status: 200,
    body: { status: 'degraded', database: { ok: true }, media: { ok: false }, mail: { ok: true } },
  });
});

test('a hub without its database says that it does not serve, and serves again when that is back', async () => {
  await server.stop();
  expect(await health()).toMatchObject({ status: 503, body: { status: 'down', database: { ok: false } } });
  server = await startServer();
  await expect.poll(health, { timeout: 30_000 }).toMatchObject({ status: 200, body: { database: { ok: true } } });
});

test('a hub claims its place again when the database was away, so no second one starts beside it', async () => {
  await expect.poll(() => inDatabase(placeHeldBy), { timeout: 30_000 }).toHaveLength(1);
  await expect(start()).rejects.toThrow('Another hub is running on this database');
});

test('a hub whose place was taken while it was away stops, with a sentence', async () => {
  await inDatabase(async (sql) => {
    // Whoever waits for the lock has it before the hub comes back.
    const [held] = await placeHeldBy(sql);
    const taking = sql`select pg_advisory_lock(${held?.lock ?? ''}::bigint)`.execute();
    await expect.poll(() => sql`select from pg_locks where locktype = 'advisory' and not granted`).toHaveLength(1);
    await sql`select pg_terminate_backend(${held?.pid ?? 0})`;
    await taking;
    expect((await hub.failed).message).toMatch('Another hub is running on this database');
  });
});
