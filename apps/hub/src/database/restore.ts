import type { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Disk } from 'flydrive';
import type { TransactionSql } from 'postgres';
import { StartupProblem } from '../platform/startup-problem.ts';
import { type Manifest, readArchive, verifyArchive } from './backup-archive.ts';
import { listFiles } from './backup.ts';
import { isEmptyDatabase, listTables, withoutReferences } from './backup-catalogue.ts';
import type { Database } from './database.ts';
import { applyMigrations, lockMigrations, type Migration, readMigrations } from './migrate.ts';

/**
 * Brings a backup into an empty database and an empty file storage: everything, in one transaction, or nothing. The schema
 * is afterwards that of the backup; the hub's next start migrates it as it would have migrated the original.
 * @param options.from a file that `backup` wrote
 * @param options.migrations the folder of the migrations
 * @returns what the backup says of itself, and the secret of the hub it is of (older backups have none)
 * @throws StartupProblem where it refuses or fails
 */
export async function restore(options: {
  database: Database;
  files: Disk;
  from: string;
  migrations: string;
  log: (line: string) => void;
}): Promise<{ manifest: Manifest; secret: string | undefined }> {
  const { database, files, from, log } = options;
  const manifest = await verifyArchive(from);
  const migrations = await migrationsUpTo(manifest, options.migrations);
  let writing = false;
  try {
    if ((await listFiles(files)).length > 0) {
      throw new StartupProblem(
        'The file storage (HUB_DATA_DIR/files or STORAGE_URL) holds files already: a backup is restored into an empty hub only.',
      );
    }
    const secret = await database.sql.begin(async (tx) => {
      await lockMigrations(tx);
      if (!(await isEmptyDatabase(tx))) {
        throw new StartupProblem(
          'The database holds something already: a backup is restored into an empty hub only, so name another HUB_DATA_DIR or DATABASE_URL.',
        );
      }
      await applyMigrations(tx, migrations, log);
      writing = true;
      let found: string | undefined;
      await withoutReferences(tx, async () => {
        found = await load(tx, from, files, manifest, log);
      });
      for (const { name, value } of manifest.sequences) {
        if (value !== null) await tx`select setval(${name}::text::regclass, ${value}::text::bigint)`;
      }
      return found;
    });
    return { manifest, secret };
  } catch (cause) {
    // Only what was written here can be there.
    if (writing) await files.deleteAll();
    if (cause instanceof StartupProblem) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupProblem(`${from} could not be restored and nothing was changed: ${reason}`, { cause });
  }
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

/** @returns the hub's secret */
async function load(
  tx: TransactionSql,
  from: string,
  files: Disk,
  manifest: Manifest,
  log: (line: string) => void,
): Promise<string | undefined> {
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
  let secret: string | undefined;
  for await (const { name, content } of readArchive(from)) {
    const [kind = '', table = ''] = name.split('/');
    const copy = copies.get(table);
    if (kind === 'tables' && copy) {
      if (table !== last) log(`restoring ${table}`);
      last = table;
      await copyIn(tx, copy, content);
    } else if (kind === 'files') {
      await files.put(name.slice('files/'.length), await buffer(content));
    } else if (kind === 'secret') {
      secret = await text(content);
    } else {
      content.resume();
    }
  }
  for (const { name, rows } of manifest.tables) {
    const [found] = await tx.unsafe<{ rows: number }[]>(`select count(*)::int as rows from ${name}`);
    if (found?.rows !== rows) throw new Error(`${name} has ${found?.rows} rows of ${rows}`);
  }
  return secret;
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
