import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { connect } from './connection.ts';
import { DirectoryInUse, makeSocketDirectory } from './embedded-directory.ts';
import { startEmbeddedServer, type EmbeddedServer } from './embedded-server.ts';

/**
 * The embedded server of a directory for a command: the one a running hub has started, else one started for it. `stop` ends
 * only what was started here.
 * @throws StartupProblem a sentence for the operator
 */
export async function useEmbeddedServer(options: {
  directory: string;
  log: (line: string) => void;
}): Promise<EmbeddedServer> {
  try {
    return await startEmbeddedServer(options);
  } catch (error) {
    if (!(error instanceof DirectoryInUse)) throw error;
    const running = await findRunning(resolve(options.directory));
    if (!running) throw error;
    return running;
  }
}

async function findRunning(home: string): Promise<EmbeddedServer | undefined> {
  const password = (await readFile(join(home, 'password'), 'utf8')).trim();
  const path = join(await makeSocketDirectory(home), '.s.PGSQL.5432');
  const connection = { path, user: 'hubwerk', password, database: 'hubwerk' };
  const sql = connect(connection, { max: 1, connect_timeout: 10 });
  try {
    await sql`select 1`;
    return { connection, stop: async () => undefined };
  } catch {
    return undefined;
  } finally {
    await sql.end();
  }
}
