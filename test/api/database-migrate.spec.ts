import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../apps/hub/src/database/connection.ts';
import { migrate } from '../../apps/hub/src/database/migrate.ts';
import { StartupProblem } from '../../apps/hub/src/platform/startup-problem.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.ts';

let empty: TestDatabase;
let folder: string;
const lines: string[] = [];
const log = (line: string) => lines.push(line);

beforeEach(async () => {
  empty = await createEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'hub-migrations-'));
  lines.length = 0;
});

afterEach(async () => {
  await empty.drop();
  await rm(folder, { recursive: true });
});

async function writeMigrations(migrations: Record<string, string>): Promise<void> {
  await mkdir(join(folder, 'meta'), { recursive: true });
  const entries = Object.keys(migrations).map((tag, idx) => ({ idx, version: '7', when: idx, tag, breakpoints: true }));
  await writeFile(
    join(folder, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  for (const [tag, text] of Object.entries(migrations)) await writeFile(join(folder, `${tag}.sql`), text);
}

const first = {
  '0000_people': 'create table people (id int primary key);\n--> statement-breakpoint\ninsert into people values (1);',
};

test('applies what is missing, once, in the order of the journal', async () => {
  const { sql } = empty.database;
  await writeMigrations(first);
  await migrate({ sql, folder, log });
  await migrate({ sql, folder, log });
  await writeMigrations({
    ...first,
    '0001_rooms': 'create table rooms (during tstzrange, room int, exclude using gist (room with =, during with &&))',
  });
  await migrate({ sql, folder, log });
  expect(lines).toEqual(['migrating the database: 0000_people', 'migrating the database: 0001_rooms']);
  expect([...(await sql`select id from people`)]).toEqual([{ id: 1 }]);
  expect([...(await sql`select tag from schema_migrations order by applied_at`)]).toEqual([
    { tag: '0000_people' },
    { tag: '0001_rooms' },
  ]);
});

test('two hubs that start at once migrate once', async () => {
  await writeMigrations({ ...first, '0001_slow': 'select pg_sleep(0.3)' });
  const clients = [0, 1, 2].map(() => connect(empty.connection, { max: 1, onnotice: () => undefined }));
  await Promise.all(clients.map((sql) => migrate({ sql, folder, log })));
  await Promise.all(clients.map((sql) => sql.end()));
  expect(lines).toEqual(['migrating the database: 0000_people', 'migrating the database: 0001_slow']);
  expect([...(await empty.database.sql`select id from people`)]).toEqual([{ id: 1 }]);
});

test('a migration that fails leaves nothing of itself or of those before it', async () => {
  const { sql } = empty.database;
  await writeMigrations({
    ...first,
    '0001_wrong': 'create table rooms (id int);\n--> statement-breakpoint\nselect nonsense',
  });
  await expect(migrate({ sql, folder, log })).rejects.toMatchObject({ code: '42703' });
  const tables = await sql`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
  expect([...tables]).toEqual([]);
});

test('refuses a database that a newer hub has migrated', async () => {
  const { sql } = empty.database;
  await writeMigrations({ ...first, '0001_rooms': 'create table rooms (id int)' });
  await migrate({ sql, folder, log });
  await writeMigrations(first);
  await expect(migrate({ sql, folder, log })).rejects.toThrow(
    new StartupProblem(
      'The database has been used by a newer Hubwerk (it knows the migration 0001_rooms): start that one, or restore a backup made by this one.',
    ),
  );
  expect([...(await sql`select * from rooms`)]).toEqual([]);
});

test('says what an administrator has to allow', async () => {
  const { sql } = empty.database;
  await writeMigrations(first);
  const role = `limited_${randomBytes(4).toString('hex')}`;
  await sql.unsafe(`create role ${role}; grant ${role} to current_user`);
  const limited = connect(empty.connection, { max: 1, onnotice: () => undefined });
  await limited.unsafe(`set role ${role}`);
  await expect(migrate({ sql: limited, folder, log })).rejects.toThrow(
    /^The database's user may not create tables in it/,
  );
  await sql.unsafe(`grant create, usage on schema public to ${role}`);
  await expect(migrate({ sql: limited, folder, log })).rejects.toThrow(/^The database lacks the extension btree_gist/);
  await sql`create extension btree_gist`;
  await migrate({ sql: limited, folder, log });
  await limited.end();
  await sql.unsafe(`drop owned by ${role}; drop role ${role}`);
});
