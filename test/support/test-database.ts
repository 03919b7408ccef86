import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { inject } from 'vitest';
import { type Connection, connect } from '../../apps/hub/src/database/connection.ts';
import { Database } from '../../apps/hub/src/database/database.ts';
import { within } from './database-server.ts';

/** A database of this test's own. */
export interface TestDatabase {
  readonly connection: Connection;
  /** The same as a URL, for hubs that run as processes of their own. */
  readonly url: string;
  readonly database: Database;
  /** Closes `database` and drops it, whoever else is still connected. */
  drop(): Promise<void>;
}

/** A fresh database with the hub's tables in it: one per test file, dropped in `afterAll`. */
export function createTestDatabase(): Promise<TestDatabase> {
  return create(inject('databaseTemplate'));
}

/** A fresh database with nothing in it. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return create('template0');
}

async function create(template: string): Promise<TestDatabase> {
  const server = inject('databaseServer');
  const name = `hub_${randomBytes(6).toString('hex')}`;
  await onServer(server, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  const connection = within(server, name);
  const database = await Database.open({ connection, onError: (error) => console.error(error) });
  return {
    connection,
    url: asUrl(connection),
    database,
    async drop() {
      await database.close();
      await onServer(server, (sql) => sql`drop database ${sql(name)} with (force)`);
    },
  };
}

async function onServer(server: Connection, run: (sql: ReturnType<typeof connect>) => Promise<unknown>): Promise<void> {
  const sql = connect(server, { max: 1 });
  try {
    await run(sql);
  } finally {
    await sql.end();
  }
}

/** The same as a URL. */
export function asUrl(connection: Connection): string {
  if (typeof connection === 'string') return connection;
  const { path, user, password, database } = connection;
  return `postgres://${user}:${password}@localhost/${database}?host=${encodeURIComponent(dirname(path))}`;
}
