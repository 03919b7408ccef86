import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesOf } from '../support/launched.ts';
import { LaunchedHubs } from '../support/launched-hub.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.ts';

const hubs = new LaunchedHubs();
let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = await hubs.folder();
  await writeFile(join(folder, 'file'), '');
  database = await createEmptyDatabase();
});
afterAll(async () => {
  await hubs.clear();
  await database.drop();
});

/** Starts a hub that must not come up. */
async function refusal(environment: Record<string, string>, dataFolder = join(folder, 'data')) {
  const hub = await hubs.launch(dataFolder, environment);
  const exitCode = await hub.ended;
  return { exitCode, said: hub.stderr, left: [...(await processesOf(dataFolder)).keys()] };
}

const sentence = (pattern: RegExp) => ({ exitCode: 1, said: [expect.stringMatching(pattern)], left: [] });

test('a taken port', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const port = String((other.address() as AddressInfo).port);
  try {
    expect(await refusal({ PORT: port })).toEqual(
      sentence(new RegExp(`^Port ${port} is taken: stop what uses it, or set PORT to another one\\.$`)),
    );
  } finally {
    other.close();
  }
});

test('an address that is not of this machine', async () => {
  expect(await refusal({ HOST: 'nowhere.invalid' })).toEqual(
    sentence(/^HOST nowhere\.invalid is no address of this machine\.$/),
  );
});

test('a data folder that is a file, lies below one, or lies where no folder can be', async () => {
  for (const place of [join(folder, 'file'), join(folder, 'file', 'below'), '/proc/nope/data']) {
    expect(await refusal({}, place)).toEqual(
      sentence(new RegExp(`^The folder ${place} \\(HUB_DATA_DIR\\) cannot be written to: .*\\.$`)),
    );
  }
});

test('a database that does not answer, refuses the password, or is not there', async () => {
  const { url } = database;
  const wrongPassword = url.replace(/:[^:@/]+@/, ':wrong@');
  const wrongName = url.replace(/\/hub_\w+/, '/nowhere');
  expect(wrongPassword).not.toBe(url);
  expect(wrongName).not.toBe(url);
  expect(await refusal({ DATABASE_URL: 'postgres://hub:pass@127.0.0.1:9/hub' })).toEqual(
    sentence(/^The database 127\.0\.0\.1:9\/hub cannot be used: .*ECONNREFUSED.*\.$/),
  );
  expect(await refusal({ DATABASE_URL: wrongPassword })).toEqual(
    sentence(/^The database .* cannot be used: password authentication failed.*\.$/),
  );
  expect(await refusal({ DATABASE_URL: wrongName })).toEqual(
    sentence(/^The database .*\/nowhere cannot be used: .*does not exist\.$/),
  );
});

test('a Redis that does not answer', async () => {
  expect(await refusal({ DATABASE_URL: database.url, REDIS_URL: 'redis://127.0.0.1:9' })).toEqual(
    sentence(/^Redis at REDIS_URL cannot be reached: .*\.$/),
  );
});

test('settings that cannot be, all of them named at once', async () => {
  expect(await refusal({ PORT: 'abc', HUB_ZONE: 'Mars/Base', DATABASE_URL: 'mysql://localhost/hub' })).toEqual(
    sentence(
      /^The environment is wrong: PORT must be a number from 0 to 65535; HUB_ZONE is no time zone; DATABASE_URL must begin with postgres:.*\.$/,
    ),
  );
  expect(await refusal({ MEDIA_PORTS: '900-10' })).toEqual(sentence(/MEDIA_PORTS is no range of ports\.$/));
});
