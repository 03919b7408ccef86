import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Connection, connect } from '../../apps/hub/src/database/connection.ts';
import { startEmbeddedServer } from '../../apps/hub/src/database/embedded-server.ts';
import { migrate } from '../../apps/hub/src/database/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server's own database, from which tests make and drop theirs. */
    databaseServer: Connection;
    /** A migrated, otherwise empty database to copy. */
    databaseTemplate: string;
  }
}

export const migrationsFolder = resolve(import.meta.dirname, '../../apps/hub/src/database/migrations');

/** Vitest's globalSetup: one embedded server for the run, or the one of TEST_DATABASE_URL (whose user may create databases). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL ? givenServer(process.env.TEST_DATABASE_URL) : await temporaryServer();
  const template = `hub_template_${randomBytes(4).toString('hex')}`;
  const sql = connect(server.connection, { max: 1, onnotice: () => undefined });
  await sql`create database ${sql(template)}`;
  const inTemplate = connect(within(server.connection, template), { max: 1, onnotice: () => undefined });
  await migrate({ sql: inTemplate, folder: migrationsFolder, log: () => undefined });
  await inTemplate.end();
  project.provide('databaseServer', server.connection);
  project.provide('databaseTemplate', template);
  return async () => {
    await sql`drop database ${sql(template)} with (force)`;
    await sql.end();
    await server.stop();
  };
}

/** The same server, another of its databases. */
export function within(server: Connection, database: string): Connection {
  if (typeof server !== 'string') return { ...server, database };
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

function givenServer(url: string) {
  return { connection: url, stop: async () => undefined };
}

async function temporaryServer() {
  const directory = await mkdtemp(join(tmpdir(), 'hub-test-'));
  const server = await startEmbeddedServer({ directory, log: () => undefined });
  const sql = connect(server.connection, { max: 1 });
  // Nothing here outlives the run, so nothing has to reach the disk.
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await sql.unsafe(`alter system set ${setting} = off`);
  }
  await sql`select pg_reload_conf()`;
  await sql.end();
  return {
    connection: server.connection,
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
