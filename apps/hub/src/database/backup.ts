import { open, readdir, rename, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { TransactionSql } from 'postgres';
import { StartupProblem } from '../platform/startup-problem.ts';
import { ArchiveWriter } from './backup-archive.ts';
import { type CatalogueTable, listSequences, listTables } from './backup-catalogue.ts';
import type { Database } from './database.ts';

/** How much of a table is held in memory at a time, in bytes. */
const partSize = 4 * 1024 * 1024;

/**
 * Writes the whole hub, as it is at one moment, to the file `out` while the hub goes on: all tables and the files folder.
 * Jobs (pg-boss keeps them in a schema of its own) stay out: they are made again from the rows that wanted them.
 * @param options.version the hub's own
 * @returns how much it was
 */
export async function backup(options: {
  database: Database;
  files: string;
  out: string;
  version: string;
}): Promise<{ tables: number; rows: number; files: number }> {
  const { database, files, out, version } = options;
  const unfinished = `${out}.unfinished`;
  const archive = new ArchiveWriter(unfinished);
  try {
    const counts = await database.sql.begin('isolation level repeatable read read only', async (tx) => {
      await tx`set local datestyle = iso`;
      await tx`set local intervalstyle = postgres`;
      const schema = await newestMigration(tx);
      const found = await listTables(tx);
      const tables = [];
      for (const table of found) tables.push({ ...table, rows: await countRows(tx, table) });
      const names = await listFiles(files);
      await archive.addJson('manifest.json', {
        format: 1,
        hub: version,
        madeAt: new Date().toISOString(),
        schema,
        tables,
        sequences: await listSequences(tx),
        files: names.length,
      });
      for (const table of found) await addTable(tx, archive, table);
      for (const name of names) await addFile(archive, files, name);
      return { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0), files: names.length };
    });
    await archive.finish();
    await rename(unfinished, out);
    return counts;
  } catch (cause) {
    await archive.abandon();
    await rm(unfinished, { force: true });
    if (cause instanceof StartupProblem) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupProblem(`The backup could not be written to ${out}: ${reason}`, { cause });
  }
}

async function newestMigration(tx: TransactionSql): Promise<string> {
  const [found] = await tx<{ exists: boolean }[]>`select to_regclass('schema_migrations') is not null as exists`;
  const [newest] = found?.exists
    ? await tx<{ tag: string }[]>`select tag from schema_migrations order by applied_at desc, tag desc limit 1`
    : [];
  if (!newest) throw new StartupProblem('There is no hub in this database yet, so there is nothing to back up.');
  return newest.tag;
}

async function countRows(tx: TransactionSql, table: CatalogueTable): Promise<number> {
  const [count] = await tx.unsafe<{ rows: number }[]>(`select count(*)::int as rows from ${table.name}`);
  return count?.rows ?? 0;
}

/** A tar entry says its size beforehand and a table cannot, so its rows come in parts. */
async function addTable(tx: TransactionSql, archive: ArchiveWriter, table: CatalogueTable): Promise<void> {
  let rows: Buffer[] = [];
  let size = 0;
  let part = 0;
  const add = async () => {
    await archive.add(`tables/${table.name}/${String(part).padStart(5, '0')}`, size, rows);
    part += 1;
    rows = [];
    size = 0;
  };
  const copy = await tx.unsafe(`copy ${table.name} (${table.columns.join(', ')}) to stdout`).readable();
  for await (const chunk of copy as AsyncIterable<Buffer>) {
    rows.push(chunk);
    size += chunk.length;
    // Each part is a COPY of its own, so it ends with a whole row.
    if (size >= partSize && chunk.at(-1) === 0x0a) await add();
  }
  if (size > 0) await add();
}

/** Paths below the folder, in a fixed order; a folder that is not there yet has none. */
async function listFiles(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const names = [];
  for (const entry of found) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) throw new Error(`${path} is neither a file nor a folder`);
    names.push(relative(folder, path).split(sep).join('/'));
  }
  return names.sort();
}

async function addFile(archive: ArchiveWriter, folder: string, name: string): Promise<void> {
  const file = await open(join(folder, name));
  try {
    const { size } = await file.stat();
    // What is appended meanwhile is not part of it.
    const content = size === 0 ? [] : file.createReadStream({ end: size - 1, autoClose: false });
    await archive.add(`files/${name}`, size, content as Iterable<Buffer> | AsyncIterable<Buffer>);
  } finally {
    await file.close();
  }
}
