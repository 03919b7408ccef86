import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ArchiveWriter, type Manifest, verifyArchive } from '../../apps/hub/src/database/backup-archive.ts';
import { backup } from '../../apps/hub/src/database/backup.ts';
import { migrate } from '../../apps/hub/src/database/migrate.ts';
import { restore } from '../../apps/hub/src/database/restore.ts';
import { StartupProblem } from '../../apps/hub/src/platform/startup-problem.ts';
import { migrationsFolder } from '../support/database-server.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const oddTexts = [
  '',
  ' ',
  '\\N',
  'a\tb\nc\r\n\\d',
  "O'Brien; drop table people",
  'Mülheim 🎪 ẞ',
  '\\.',
  '"quoted", {braces}',
  'NULL',
];

const migration = `
  create table "Odd Name" (
    id int generated always as identity primary key,
    said text,
    bytes bytea,
    json jsonb,
    during tstzrange,
    tags text[][],
    at timestamptz,
    amount numeric,
    ratio float8,
    said_length int generated always as (length(said)) stored,
    touched int not null default 0
  );
  create function touch() returns trigger language plpgsql as $$ begin new.touched = new.touched + 1; return new; end $$;
  create trigger touch before insert on "Odd Name" for each row execute function touch();
  create table adults (id int primary key, partner int, parent int references adults (id));
  create table children (id int primary key, adult int not null references adults (id) on delete cascade);
  alter table adults add constraint favourite foreign key (partner) references children (id);
  create table settings (name text primary key, value text);
  insert into settings values ('colour', 'grey');
  create sequence tickets;
  create sequence never_used;
  create table blank (id int);`;

let folder: string;
let migrations: string;
let source: TestDatabase;
let target: TestDatabase;
const quiet = () => undefined;

const paths = () => ({
  files: join(folder, 'files'),
  out: join(folder, 'hub.tar'),
  restored: join(folder, 'restored'),
});

async function writeMigrations(texts: Record<string, string>): Promise<void> {
  await mkdir(join(migrations, 'meta'), { recursive: true });
  const entries = Object.keys(texts).map((tag, idx) => ({ idx, version: '7', when: idx, tag, breakpoints: true }));
  await writeFile(join(migrations, 'meta', '_journal.json'), JSON.stringify({ entries }));
  for (const [tag, text] of Object.entries(texts)) await writeFile(join(migrations, `${tag}.sql`), text);
}

async function everything({ database: { sql } }: TestDatabase): Promise<unknown> {
  const texts: Record<string, string[]> = {};
  for (const name of ['"Odd Name"', 'adults', 'children', 'settings', 'blank']) {
    const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t order by 1`);
    texts[name] = rows.map(({ row }) => row);
  }
  return texts;
}

async function tablesOf({ database: { sql } }: TestDatabase): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')`;
  return rows.map(({ name }) => name);
}

const storage = (location: string) => new Disk(new FSDriver({ location, visibility: 'private' }));

const makeBackup = () => backupOf(source.database, paths().out, '1.2.3');

const backupOf = (database: TestDatabase['database'], out: string, version: string) =>
  backup({ database, files: storage(paths().files), secret: 'what it signs with', out, version });

const bringBack = () =>
  restore({ database: target.database, files: storage(paths().restored), from: paths().out, migrations, log: quiet });

beforeAll(async () => {
  migrations = await mkdtemp(join(tmpdir(), 'hub-migrations-'));
  await writeMigrations({ '0000_all': migration });
  source = await createEmptyDatabase();
  const { sql } = source.database;
  await migrate({ sql, folder: migrations, log: quiet });
  for (const said of oddTexts) {
    await sql`
      insert into "Odd Name" (said, bytes, json, during, tags, at, amount, ratio) values (
        ${said}, '\\x00ff0a5c', ${JSON.stringify({ said, nested: [null, 1.5] })}::text::jsonb,
        '["2026-11-22 10:00+01",)', array[array[${said}, null], array['x', '{}']],
        '2026-03-29 02:30:00.123456+02', 123456789012345678901234567890.000000001, 0.1::float8 + 0.2::float8)`;
  }
  await sql`insert into "Odd Name" (json, during, at, ratio) values ('null', 'empty', 'infinity', 'NaN')`;
  await sql`insert into "Odd Name" default values`;
  await sql`insert into adults values (1, null, 2), (2, null, 1)`;
  await sql`insert into children values (10, 1), (11, 2)`;
  await sql`update adults set partner = 11 where id = 1`;
  await sql`update settings set value = 'red'`;
  await sql`select setval('tickets', 9007199254740993)`;
});

afterAll(async () => {
  await source.drop();
  await rm(migrations, { recursive: true });
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-backup-'));
  target = await createEmptyDatabase();
  const { files } = paths();
  await mkdir(join(files, 'ab', 'cd'), { recursive: true });
  await writeFile(join(files, 'ab', 'cd', 'picture'), Buffer.alloc(300_000, 7));
  await writeFile(join(files, 'ab', 'empty'), '');
  await writeFile(join(files, `${'lang'.repeat(40)} x.txt`), 'x');
});

afterEach(async () => {
  await target.drop();
  await rm(folder, { recursive: true });
});

describe('a backup', () => {
  test('brings every row, number and file to another place', async () => {
    expect(await makeBackup()).toEqual({ tables: 5, rows: oddTexts.length + 7, files: 3 });
    const { manifest, secret } = await bringBack();
    expect(secret).toBe('what it signs with');
    expect(manifest).toMatchObject({ format: 1, hub: '1.2.3', schema: '0000_all', files: 3 });
    const before = await everything(source);
    expect(before).toMatchObject({ settings: ['(colour,red)'], blank: [] });
    expect(await everything(target)).toEqual(before);

    const { files, restored, out } = paths();
    expect((await readdir(restored, { recursive: true })).sort()).toEqual(
      (await readdir(files, { recursive: true })).sort(),
    );
    expect(await readFile(join(restored, 'ab', 'cd', 'picture'))).toEqual(Buffer.alloc(300_000, 7));
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual(['files', 'hub.tar', 'restored']);
  });

  test('leaves the new database with its references, triggers and sequences in force', async () => {
    await makeBackup();
    await bringBack();
    const { sql } = target.database;
    await expect(sql`insert into children values (12, 99)`).rejects.toMatchObject({ code: '23503' });
    await expect(sql`delete from children where id = 11`).rejects.toMatchObject({ constraint_name: 'favourite' });
    expect([...(await sql`insert into "Odd Name" (said) values ('new') returning id, touched`)]).toEqual([
      { id: oddTexts.length + 3, touched: 1 },
    ]);
    expect([...(await sql`select nextval('tickets'), nextval('never_used') as first`)]).toEqual([
      { nextval: '9007199254740994', first: '1' },
    ]);
    await migrate({ sql, folder: migrations, log: () => expect.unreachable('everything has been applied') });
  });

  test('shows one moment while the hub goes on', async () => {
    const { sql } = source.database;
    let going = true;
    const writer = (async () => {
      for (let id = 1000; going; id += 1) {
        await sql.begin(async (tx) => {
          await tx`insert into adults values (${id}, null, null)`;
          await tx`insert into children values (${id}, ${id})`;
        });
      }
    })();
    await makeBackup();
    going = false;
    await writer;
    await bringBack();
    const [counts] = await target.database.sql`
      select (select count(*) from adults where id >= 1000) as adults, (select count(*) from children where id >= 1000) as children`;
    expect(counts?.adults).toBe(counts?.children);
    await sql`delete from adults where id >= 1000`;
  });

  test('of a table that does not fit into one part', async () => {
    const { sql } = source.database;
    await sql`insert into blank select generate_series(1, 1500000)`;
    await makeBackup();
    const { manifest } = await bringBack();
    expect(manifest.tables.find(({ name }) => name === 'blank')?.rows).toBe(1_500_000);
    expect([...(await target.database.sql`select sum(id) from blank`)]).toEqual([{ sum: '1125000750000' }]);
    await sql`truncate blank`;
  });

  test('that cannot be written leaves no file and says why', async () => {
    const out = join(folder, 'missing', 'hub.tar');
    const failing = backupOf(source.database, out, '1');
    await expect(failing).rejects.toThrow(/^The backup could not be written to .*hub\.tar: ENOENT/);
    expect((await readdir(folder)).sort()).toEqual(['files']);
  });

  test.runIf(process.platform === 'linux')('notices a full disk', async () => {
    const archive = new ArchiveWriter('/dev/full');
    const write = async () => {
      for (let part = 0; part < 10; part += 1) await archive.add(`part ${part}`, 1_000_000, [Buffer.alloc(1_000_000)]);
      await archive.finish();
    };
    await expect(write()).rejects.toMatchObject({ code: 'ENOSPC' });
    await archive.abandon();
  });

  test('of a database without a hub is refused', async () => {
    const failing = backupOf(target.database, paths().out, '1');
    await expect(failing).rejects.toThrow('There is no hub in this database yet');
  });
});

describe('restoring is refused and changes nothing', () => {
  const unchanged = async () => {
    expect(await tablesOf(target)).toEqual([]);
    expect((await readdir(folder)).sort()).toEqual(['files', 'hub.tar']);
  };

  test('in a database that holds something', async () => {
    await makeBackup();
    const { sql } = target.database;
    await sql`create table theirs as select 1 as kept`;
    await expect(bringBack()).rejects.toThrow(/^The database holds something already/);
    expect(await tablesOf(target)).toEqual(['theirs']);
    expect([...(await sql`select kept from theirs`)]).toEqual([{ kept: 1 }]);
    await sql`drop table theirs`;
    await unchanged();
  });

  test('over files that are there', async () => {
    await makeBackup();
    await mkdir(paths().restored);
    await writeFile(join(paths().restored, 'theirs'), 'kept');
    await expect(bringBack()).rejects.toThrow(/holds files already/);
    expect(await readFile(join(paths().restored, 'theirs'), 'utf8')).toBe('kept');
    await rm(paths().restored, { recursive: true });
    await unchanged();
  });

  test('of a file that is cut short, changed or something else', async () => {
    await makeBackup();
    const { out } = paths();
    const whole = await readFile(out);
    const flipped = Buffer.from(whole);
    const place = whole.indexOf('Brien');
    flipped[place] = (flipped[place] ?? 0) ^ 1;
    const header = Buffer.from(whole);
    header[0] = (header[0] ?? 0) ^ 1;
    const damaged = [
      whole.subarray(0, whole.length / 2),
      whole.subarray(0, whole.indexOf('checksums.json')),
      flipped,
      header,
      Buffer.alloc(0),
      Buffer.from('not a tar at all'.repeat(1000)),
    ];
    for (const bytes of damaged) {
      await writeFile(out, bytes);
      await expect(bringBack()).rejects.toThrow(/is not a whole backup of a hub .*; nothing was changed\.$/s);
      await unchanged();
    }
    await rm(out);
    await expect(bringBack()).rejects.toThrow(/is not a whole backup of a hub \(ENOENT/);
    await writeFile(out, whole);
    await bringBack();
  });

  test('of a newer hub', async () => {
    await writeMigrations({ '0000_all': migration, '0001_more': 'select 1' });
    await migrate({ sql: source.database.sql, folder: migrations, log: quiet });
    await makeBackup();
    await writeMigrations({ '0000_all': migration });
    try {
      await expect(bringBack()).rejects.toThrow(
        new StartupProblem(
          'The backup was made by a newer Hubwerk (1.2.3, migration 0001_more): restore it with that version or a later one.',
        ),
      );
      await unchanged();
    } finally {
      await source.database.sql`delete from schema_migrations where tag = '0001_more'`;
    }
  });

  const archiveWith = async (manifest: Partial<Manifest>, entries: Record<string, string>) => {
    const archive = new ArchiveWriter(paths().out);
    await archive.addJson('manifest.json', {
      format: 1,
      hub: '1',
      madeAt: '',
      schema: '0000_all',
      tables: [],
      sequences: [],
      files: 0,
      ...manifest,
    });
    for (const [name, text] of Object.entries(entries))
      await archive.add(name, Buffer.byteLength(text), [Buffer.from(text)]);
    await archive.finish();
    await verifyArchive(paths().out);
  };

  test('where the database refuses the last row, with its reason', async () => {
    const tables = [{ name: 'settings', columns: ['name', 'value'], rows: 2 }];
    await archiveWith({ tables }, { 'tables/settings/00000': 'a\t1\na\t2\n' });
    await expect(bringBack()).rejects.toThrow(/nothing was changed: duplicate key value violates/);
    await unchanged();
  });

  test('where a row refers to one that is not there', async () => {
    const tables = [{ name: 'children', columns: ['id', 'adult'], rows: 1 }];
    await archiveWith({ tables }, { 'tables/children/00000': '1\t5\n' });
    await expect(bringBack()).rejects.toThrow(/nothing was changed: .*foreign key constraint/);
    await unchanged();
  });

  test('where rows are missing or a table is unknown', async () => {
    await archiveWith({ tables: [{ name: 'settings', columns: ['name', 'value'], rows: 1 }] }, {});
    await expect(bringBack()).rejects.toThrow(/settings has 0 rows of 1/);
    await archiveWith({ tables: [{ name: 'settings; drop table adults', columns: ['name'], rows: 0 }] }, {});
    await expect(bringBack()).rejects.toThrow(/is not that of the migration 0000_all/);
    await unchanged();
  });

  test('where a file would be written outside the storage', async () => {
    await archiveWith({ files: 1 }, { 'files/../../escaped': 'x' });
    await expect(bringBack()).rejects.toThrow(/nothing was changed: .*escaped/);
    await unchanged();
  });
});

test('a backup of an older hub is migrated by the next start', async () => {
  await makeBackup();
  await writeMigrations({ '0000_all': migration, '0001_more': 'alter table settings add column note text' });
  await bringBack();
  expect(await everything(target)).toEqual(await everything(source));
  await migrate({ sql: target.database.sql, folder: migrations, log: quiet });
  expect([...(await target.database.sql`select * from settings`)]).toEqual([
    { name: 'colour', value: 'red', note: null },
  ]);
  await writeMigrations({ '0000_all': migration });
});

test('the tables of the hub itself come back with all their constraints and triggers', async () => {
  const hub = await createTestDatabase();
  const { out, restored } = paths();
  const schemaOf = async ({ database: { sql } }: TestDatabase) => [
    ...(await sql`
      select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as definition
      from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`),
    ...(await sql`
      select tgrelid::regclass::text as table, tgname, tgenabled from pg_trigger where not tgisinternal order by 1, 2`),
  ];
  try {
    await backupOf(hub.database, out, '1');
    await restore({
      database: target.database,
      files: storage(restored),
      from: out,
      migrations: migrationsFolder,
      log: quiet,
    });
    const before = await schemaOf(hub);
    expect(before.length).toBeGreaterThan(10);
    expect(await schemaOf(target)).toEqual(before);
  } finally {
    await hub.drop();
  }
});
