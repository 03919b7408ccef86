import { rename, rm } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Disk } from 'flydrive';
import type { TransactionSql } from 'postgres';
import { StartupProblem } from '../platform/startup-problem.ts';
import { ArchiveWriter } from './backup-archive.ts';
import { type CatalogueTable, listSequences, listTables } from './backup-catalogue.ts';
import type { Database } from './database.ts';

/** How much of a table is held in memory at a time, in bytes. */
const partSize = 4 * 1024 * 1024;

/**
 * Writes the whole hub, as it is at one moment, to the file `out` while the hub goes on: all tables, all files, its secret.
 * Jobs (pg-boss keeps them in a schema of its own) stay out: they are made again from the rows that wanted them.
 * @param options.version the hub's own
 * @returns how much it was
 */
export async function backup(options: {
  database: Database;
  files: Disk;
  secret: string;
  out: string;
  version: string;
}): Promise<{ tables: number; rows: number; files: number }> {
  const { database, files, secret, out, version } = options;
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
      const keys = await listFiles(files);
      await archive.addJson('manifest.json', {
        format: 1,
        hub: version,
        madeAt: new Date().toISOString(),
        schema,
        tables,
        sequences: await listSequences(tx),
        files: keys.length,
      });
      for (const table of found) await addTable(tx, archive, table);
      let added = 0;
      for (const key of keys) if (await addFile(archive, files, key)) added += 1;
      return { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0), files: added };
    });
    await archive.add('secret', Buffer.byteLength(secret), [Buffer.from(secret)]);
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

/** The keys of all files, in a fixed order; a storage that was never written to has none. */
export async function listFiles(files: Disk): Promise<string[]> {
  const keys: string[] = [];
  let paginationToken: string | undefined;
  do {
    const page = await files.listAll('/', { recursive: true, ...(paginationToken && { paginationToken }) });
    for (const found of page.objects) if (found.isFile) keys.push(found.key);
    paginationToken = page.paginationToken;
  } while (paginationToken);
  return keys.sort();
}

/** @returns false for a file that was deleted meanwhile */
async function addFile(archive: ArchiveWriter, files: Disk, key: string): Promise<boolean> {
  let bytes: Buffer;
  try {
    bytes = await buffer(await files.getStream(key));
  } catch (error) {
    if (await files.exists(key)) throw error;
    return false;
  }
  await archive.add(`files/${key}`, bytes.length, [bytes]);
  return true;
}
