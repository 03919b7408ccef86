import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import { StartupProblem } from '../platform/startup-problem.ts';
import { type EmbeddedDirectory, makeSocketDirectory, openEmbeddedDirectory } from './embedded-directory.ts';
import { initialise, startPostmaster, stopLeftover } from './embedded-postmaster.ts';
import { findPrograms, withoutRoot } from './embedded-programs.ts';

/** Options of postgres.js for a server that listens on a socket only. */
export interface EmbeddedConnection {
  readonly path: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface EmbeddedServer {
  readonly connection: EmbeddedConnection;
  /** Ends open connections, writes everything to disk and comes back when the server is gone. */
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL of the hub's own, with its data in `directory`, made there on the first start. The directory belongs to
 * one process at a time; a server left behind by a killed hub is stopped first.
 * @throws StartupProblem a sentence for the operator
 */
export async function startEmbeddedServer(options: {
  directory: string;
  log: (line: string) => void;
}): Promise<EmbeddedServer> {
  const directory = await openEmbeddedDirectory(resolve(options.directory));
  try {
    return await start(directory, options.log);
  } catch (error) {
    directory.release();
    throw error;
  }
}

async function start(directory: EmbeddedDirectory, log: (line: string) => void): Promise<EmbeddedServer> {
  const { home, data, password } = directory;
  const programs = await findPrograms();
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
  if (version && version !== programs.majorVersion) {
    throw new StartupProblem(
      `The database in ${home} was made by PostgreSQL ${version} and this Hubwerk brings ${programs.majorVersion}: back it up with the Hubwerk it was made by and restore that file here.`,
    );
  }
  await stopLeftover(data, log);
  const prefix = await withoutRoot(data);
  const user = 'hubwerk';
  if (!version) {
    log('making the database');
    await initialise([...prefix, programs.initdb], data, user, join(home, 'password'));
  }
  const socketDirectory = await makeSocketDirectory(home);
  const postmaster = await startPostmaster([...prefix, programs.postgres], data, socketDirectory, log);
  const connection = { path: join(socketDirectory, '.s.PGSQL.5432'), user, password, database: 'hubwerk' };
  const stop = async () => {
    await postmaster.stop();
    await rm(socketDirectory, { recursive: true, force: true });
    directory.release();
  };
  try {
    await createDatabase(connection);
  } catch (error) {
    await stop();
    throw error;
  }
  return { connection, stop };
}

async function createDatabase(connection: EmbeddedConnection): Promise<void> {
  const sql = postgres({ ...connection, database: 'postgres', max: 1 });
  try {
    const found = await sql`select from pg_database where datname = ${connection.database}`;
    if (found.length === 0) await sql`create database ${sql(connection.database)}`;
  } finally {
    await sql.end();
  }
}
