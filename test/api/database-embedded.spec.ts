import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../../apps/hub/src/database/connection.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../../apps/hub/src/database/embedded-server.ts';
import { StartupProblem } from '../../apps/hub/src/platform/startup-problem.ts';

const isRoot = process.getuid?.() === 0;
const source = resolve(import.meta.dirname, '../../apps/hub/src/database/embedded-server.ts');

let folder: string;
let children: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-embedded-'));
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const start = (directory = folder, log: (line: string) => void = () => undefined) =>
  startEmbeddedServer({ directory, log });

async function query<T>(server: EmbeddedServer, text: string): Promise<T[]> {
  const sql = connect(server.connection, { max: 1 });
  try {
    return [...(await sql.unsafe<T[] & object[]>(text))];
  } finally {
    await sql.end();
  }
}

/** A process of its own that runs the server in `folder` until it is killed. */
async function startElsewhere(): Promise<ChildProcess> {
  const script = `
    import { startEmbeddedServer } from ${JSON.stringify(source)};
    await startEmbeddedServer({ directory: ${JSON.stringify(folder)}, log: () => undefined });
    console.log('ready');
    setInterval(() => undefined, 60_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

/** Living processes whose working folder is the server's data: the postmaster and all it started. */
async function serverProcesses(): Promise<string[]> {
  const data = join(folder, 'data');
  const found = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (pid) => ((await readlink(`/proc/${pid}/cwd`).catch(() => '')) === data ? [pid] : [])),
  );
  return found.flat();
}

describe('the embedded server', () => {
  test('is a PostgreSQL that sorts, searches and keeps what it was told over a stop', async () => {
    const first = await start();
    await query(first, "create extension pg_trgm; create table city (name text); insert into city values ('Mülheim')");
    expect(await query(first, "select lower('ÄÖ') as lower, 'Mülheim' % 'mülheim' as same from city")).toEqual([
      { lower: 'äö', same: true },
    ]);
    expect(await query(first, "select 'ü' = any(regexp_split_to_array('aüb', 'a|b')) as letter")).toEqual([
      { letter: true },
    ]);
    await first.stop();

    const second = await start();
    expect(await query(second, 'select name from city')).toEqual([{ name: 'Mülheim' }]);
    expect(await query(second, "select setting from pg_settings where name = 'listen_addresses'")).toEqual([
      { setting: '' },
    ]);
    await second.stop();
  });

  test.runIf(process.platform === 'linux')('leaves no process and no socket behind when it is stopped', async () => {
    const server = await start();
    expect(await serverProcesses()).not.toEqual([]);
    await server.stop();
    await server.stop();
    expect(await serverProcesses()).toEqual([]);
    expect(await readdir(folder)).toEqual(expect.arrayContaining(['data', 'hub.lock', 'password']));
    expect(await readdir(folder)).not.toContain('run');
  });

  test('keeps its password and its data to the user who started it', async () => {
    const server = await start();
    expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
    const stranger = connect({ ...server.connection, password: 'wrong' }, { max: 1 });
    await expect(stranger`select 1`).rejects.toMatchObject({ code: '28P01' });
    await stranger.end();
    await server.stop();
  });

  test('starts again with all its data after its hub was killed', async () => {
    const first = await start();
    await query(first, 'create table answered (id int)');
    await first.stop();
    const hub = await startElsewhere();
    const password = await readFile(join(folder, 'password'), 'utf8');
    const sql = connect({ ...first.connection, password }, { max: 1 });
    await sql`insert into answered values (1)`;
    hub.kill('SIGKILL');
    await once(hub, 'exit');
    expect(await sql`select id from answered`).toEqual([{ id: 1 }]);
    await sql.end();

    const lines: string[] = [];
    const second = await start(folder, (line) => lines.push(line));
    expect(lines).toEqual([expect.stringMatching(/^stopping the database server that an earlier run left behind/)]);
    expect(await query(second, 'select id from answered')).toEqual([{ id: 1 }]);
    await second.stop();
  });

  test('refuses a second hub on its folder and goes on serving the first', async () => {
    await startElsewhere();
    const before = await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8');
    await expect(start()).rejects.toThrow(`Another hub is already running on ${folder}`);
    expect(await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).toBe(before);
    expect(process.kill(Number(before.split('\n')[0]), 0)).toBe(true);

    const hub = children[0];
    hub?.kill('SIGKILL');
    if (hub) await once(hub, 'exit');
    await (await start()).stop();
  });

  test('refuses a second start in the same process', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(StartupProblem);
    expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }]);
    await first.stop();
  });

  test('never signals a stranger who has got the number of the old server', async () => {
    await (await start()).stop();
    const stranger = spawn('sleep', ['60']);
    children.push(stranger);
    await writeFile(join(folder, 'data', 'postmaster.pid'), `${stranger.pid}\n${folder}/data\n1\n5432\n\n\n0 0\n`);
    const server = await start();
    expect(stranger.exitCode).toBeNull();
    expect(stranger.signalCode).toBeNull();
    await server.stop();
  });

  test('says in one sentence that the data is of another major version', async () => {
    await (await start()).stop();
    await writeFile(join(folder, 'data', 'PG_VERSION'), '17\n');
    await expect(start()).rejects.toThrow(
      new StartupProblem(
        `The database in ${folder} was made by PostgreSQL 17 and this Hubwerk brings 18: back it up with the Hubwerk it was made by and restore that file here.`,
      ),
    );
  });

  test('says in one sentence that a folder cannot be used', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(start(join(file, 'database'))).rejects.toThrow(
      /^The folder .*file.database cannot be used for the database/,
    );
  });

  test.skipIf(isRoot)('says in one sentence that a folder may not be written to', async () => {
    await chmod(folder, 0o500);
    await expect(start()).rejects.toThrow(/^The folder .* cannot be used for the database/);
    await chmod(folder, 0o700);
  });

  test('makes the database anew where making it was cut short', async () => {
    await mkdir(join(folder, 'data.unfinished', 'base'), { recursive: true });
    const server = await start();
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  test('runs in a folder whose path is too long for a socket', async () => {
    const deep = join(folder, 'd'.repeat(100));
    const server = await start(deep);
    expect(Buffer.byteLength(server.connection.path)).toBeLessThan(100);
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    await expect(stat(join(server.connection.path, '..'))).rejects.toThrow('ENOENT');
  });
});

describe.runIf(isRoot)('as root', () => {
  test('runs in a folder only root may enter', async () => {
    await chmod(folder, 0o700);
    const server = await start();
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  test('runs where user namespaces are forbidden, on data it made where they were not', async () => {
    const first = await start();
    await query(first, 'create table kept (id int)');
    await first.stop();
    const path = process.env.PATH;
    const without = await mkdtemp(join(tmpdir(), 'hub-no-unshare-'));
    await writeFile(join(without, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    process.env.PATH = `${without}:${path}`;
    try {
      const second = await start();
      expect((await stat(join(folder, 'data'))).uid).not.toBe(0);
      expect(await query(second, 'select * from kept')).toEqual([]);
      await second.stop();
      await (await start(join(folder, 'made-there'))).stop();
    } finally {
      process.env.PATH = path;
      await rm(without, { recursive: true });
    }
    const third = await start();
    expect(await query(third, 'select * from kept')).toEqual([]);
    await third.stop();
  });

  test('leaves the data of an ordinary user to that user', async () => {
    await (await start()).stop();
    const theirs = join(folder, 'theirs');
    await cp(join(folder, 'data'), join(theirs, 'data'), { recursive: true });
    await cp(join(folder, 'password'), join(theirs, 'password'));
    for (const name of await readdir(theirs, { recursive: true })) await chown(join(theirs, name), 1000, 1000);
    const server = await start(theirs);
    await query(server, 'create table fresh (id int)');
    await server.stop();
    const owners = await Promise.all(
      (await readdir(join(theirs, 'data'), { recursive: true })).map(
        async (name) => (await stat(join(theirs, 'data', name))).uid,
      ),
    );
    expect(new Set(owners)).toEqual(new Set([1000]));
  });
});

test('a hub that crashes takes its server along', async () => {
  const script = `
    import { startEmbeddedServer } from ${JSON.stringify(source)};
    await startEmbeddedServer({ directory: ${JSON.stringify(folder)}, log: () => undefined });
    throw new Error('crash');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
  await once(child, 'exit');
  for (
    let waited = 0;
    waited < 5_000 && (await readdir(join(folder, 'data'))).includes('postmaster.pid');
    waited += 50
  ) {
    await sleep(50);
  }
  expect(await readdir(join(folder, 'data'))).not.toContain('postmaster.pid');
});
