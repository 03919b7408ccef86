import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql, TransactionSql } from 'postgres';
import { z } from 'zod';
import { StartupProblem } from '../platform/startup-problem.ts';
import { sqlState } from './database-error.ts';

/** One file of the migrations folder. */
export interface Migration {
  /** `0007_waiting_list` */
  readonly tag: string;
  readonly statements: string[];
}

type Log = (line: string) => void;

/** Any number, the same for every hub. */
const advisoryLock = 4_859_209;

const journal = z.object({ entries: z.array(z.object({ tag: z.string() })) });

/**
 * Brings the database to the newest migration in `folder`: all that are missing in one transaction, whichever of several
 * hubs comes first.
 * @throws StartupProblem where the database is newer than the code, or the extensions it needs are not to be had
 */
export async function migrate(options: { sql: Sql; folder: string; log: Log }): Promise<void> {
  const migrations = await readMigrations(options.folder);
  await options.sql.begin((tx) => applyMigrations(tx, migrations, options.log));
}

/** Reads what `drizzle-kit generate` writes: `meta/_journal.json` and the files it names, in its order. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const { entries } = journal.parse(JSON.parse(await readFile(join(folder, 'meta', '_journal.json'), 'utf8')));
  return Promise.all(
    entries.map(async ({ tag }) => {
      const text = await readFile(join(folder, `${tag}.sql`), 'utf8');
      return { tag, statements: text.split('--> statement-breakpoint') };
    }),
  );
}

/** Keeps every other hub from migrating until the transaction ends. */
export async function lockMigrations(tx: TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(${advisoryLock})`;
}

/** Applies those of `migrations` that the database has not had yet, within the caller's transaction. */
export async function applyMigrations(tx: TransactionSql, migrations: Migration[], log: Log): Promise<void> {
  await lockMigrations(tx);
  await createJournal(tx);
  const applied = await tx<{ tag: string }[]>`select tag from schema_migrations order by applied_at, tag`;
  const known = new Set(migrations.map(({ tag }) => tag));
  const unknown = applied.filter(({ tag }) => !known.has(tag)).at(-1);
  if (unknown) {
    throw new StartupProblem(
      `The database has been used by a newer Hubwerk (it knows the migration ${unknown.tag}): start that one, or restore a backup made by this one.`,
    );
  }
  await createExtension(tx);
  const done = new Set(applied.map(({ tag }) => tag));
  for (const { tag, statements } of migrations) {
    if (done.has(tag)) continue;
    log(`migrating the database: ${tag}`);
    for (const statement of statements) await tx.unsafe(statement);
    await tx`insert into schema_migrations (tag) values (${tag})`;
  }
}

async function createJournal(tx: TransactionSql): Promise<void> {
  try {
    await tx`create table if not exists schema_migrations (
      tag text primary key,
      applied_at timestamptz not null default clock_timestamp()
    )`;
  } catch (cause) {
    if (sqlState(cause) !== '42501') throw cause;
    throw new StartupProblem(
      "The database's user may not create tables in it: let an administrator make that user the owner of the database.",
      { cause },
    );
  }
}

/** Exclusion constraints that compare a person as well as a time need it. */
async function createExtension(tx: TransactionSql): Promise<void> {
  try {
    await tx`create extension if not exists btree_gist`;
  } catch (cause) {
    // Not permitted; not installed.
    if (!['42501', '0A000', '58P01'].includes(sqlState(cause) ?? '')) throw cause;
    throw new StartupProblem(
      'The database lacks the extension btree_gist and its user may not create it: let an administrator run "create extension btree_gist" in it.',
      { cause },
    );
  }
}
