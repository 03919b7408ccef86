import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TransactionSql } from 'postgres';
import { StartupProblem } from '../platform/startup-problem.ts';
import { type Manifest, readArchive, verifyArchive } from './backup-archive.ts';
import { isEmptyDatabase, listTables, withoutReferences } from './backup-catalogue.ts';
import type { Database } from './database.ts';
import { applyMigrations, lockMigrations, type Migration, readMigrations } from './migrate.ts';

/**
 * Brings a backup into an empty database and an empty files folder: everything, in one transaction, or nothing. The schema
 * is afterwards that of the backup; the hub's next start migrates it as it would have migrated the original.
 * @param options.from a file that `backup` wrote
 * @param options.migrations the folder of the migrations
 * @throws StartupProblem where it refuses or fails
 */
export async function restore(options: {
  database: Database;
  files: string;
  from: string;
  migrations: string;
  log: (line: string) => void;
}): Promise<Manifest> {
  const { database, files, from, log } = options;
  const manifest = await verifyArchive(from);
  const migrations = await migrationsUpTo(manifest, options.migrations);
  if (!(await isEmptyFolder(files))) {
    throw new StartupProblem(`The folder ${files} holds files already: a backup is restored into an empty hub only.`);
  }
  const staging = `${resolve(files)}.unfinished`;
  let moved = false;
  try {
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { recursive: true, mode: 0o700 });
    await database.sql.begin(async (tx) => {
      await lockMigrations(tx);
      if (!(await isEmptyDatabase(tx))) {
        throw new StartupProblem(
          'The database holds something already: a backup is restored into an empty hub only, so name another HUB_DATA_DIR or DATABASE_URL.',
        );
      }
      await applyMigrations(tx, migrations, log);
      await withoutReferences(tx, () => load(tx, from, staging, manifest, log));
      for (const { name, value } of manifest.sequences) {
        if (value !== null) await tx`select setval(${name}::text::regclass, ${value}::text::bigint)`;
      }
      await rename(staging, files);
      moved = true;
    });
  } catch (cause) {
    await rm(moved ? files : staging, { recursive: true, force: true });
    if (cause instanceof StartupProblem) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupProblem(`${from} could not be restored and nothing was changed: ${reason}`, { cause });
  }
  return manifest;
}

async function migrationsUpTo(manifest: Manifest, folder: string): Promise<Migration[]> {
  const migrations = await readMigrations(folder);
  const last = migrations.findIndex(({ tag }) => tag === manifest.schema);
  if (last === -1) {
    throw new StartupProblem(
      `The backup was made by a newer Hubwerk (${manifest.hub}, migration ${manifest.schema}): restore it with that version or a later one.`,
    );
  }
  return migrations.slice(0, last + 1);
}

async function isEmptyFolder(folder: string): Promise<boolean> {
  const found = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  return found.length === 0;
}

async function load(
  tx: TransactionSql,
  from: string,
  staging: string,
  manifest: Manifest,
  log: (line: string) => void,
): Promise<void> {
  const tables = new Map((await listTables(tx)).map((table) => [table.name, table]));
  for (const { name, columns } of manifest.tables) {
    const table = tables.get(name);
    if (!table || columns.some((column) => !table.columns.includes(column))) {
      throw new Error(`the table ${name} is not that of the migration ${manifest.schema}`);
    }
  }
  // Migrations may have put rows of their own.
  if (tables.size > 0) await tx.unsafe(`truncate ${[...tables.keys()].join(', ')}`);
  const copies = new Map(
    manifest.tables.map(({ name, columns }) => [name, `copy ${name} (${columns.join(', ')}) from stdin`]),
  );
  let last = '';
  for await (const { name, content } of readArchive(from)) {
    const [kind = '', table = ''] = name.split('/');
    const copy = copies.get(table);
    if (kind === 'tables' && copy) {
      if (table !== last) log(`restoring ${table}`);
      last = table;
      await copyIn(tx, copy, content);
    } else if (kind === 'files') {
      await writeFileBelow(staging, name.slice('files/'.length), content);
    } else {
      content.resume();
    }
  }
  for (const { name, rows } of manifest.tables) {
    const [found] = await tx.unsafe<{ rows: number }[]>(`select count(*)::int as rows from ${name}`);
    if (found?.rows !== rows) throw new Error(`${name} has ${found?.rows} rows of ${rows}`);
  }
}

/**
 * postgres.js (3.4.9) settles a COPY with its stream, after which an error that comes with the last rows has nobody to go to:
 * the stream never ends. So the query's own way out is listened to as well.
 */
async function copyIn(tx: TransactionSql, statement: string, rows: Readable): Promise<void> {
  const query = tx.unsafe(statement);
  const failed = new Promise<never>((_, reject) => Reflect.set(query, 'reject', reject));
  await Promise.race([failed, query.writable().then((copy) => pipeline(rows, copy))]);
}

async function writeFileBelow(folder: string, name: string, content: Readable): Promise<void> {
  const path = resolve(folder, name);
  if (!path.startsWith(folder + sep)) throw new Error(`${name} lies outside the files folder`);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
}
