import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { connect } from '../../../apps/hub/src/database/connection.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../../../apps/hub/src/database/embedded-server.ts';

/** An embedded server that counts by itself what it executes (pg_stat_statements, which comes with PostgreSQL). */
export async function startCountingServer(directory: string): Promise<EmbeddedServer> {
  const options = { directory, log: () => undefined };
  const first = await startEmbeddedServer(options);
  const sql = connect(first.connection, { max: 1 });
  await sql`alter system set shared_preload_libraries = 'pg_stat_statements'`;
  await sql.end();
  await first.stop();
  return startEmbeddedServer(options);
}

/**
 * How often a database was asked something, by its own count. The hub has work of its own that comes round again while nobody
 * asks anything; those statements are learnt first and left out after that.
 */
export class StatementCounts {
  readonly #sql: Sql;
  readonly #database: string;
  readonly #ownWork = new Set<string>();

  private constructor(sql: Sql, database: string) {
    this.#sql = sql;
    this.#database = database;
  }

  /** @param idleFor how long to watch the hub at work for nobody, in milliseconds */
  static async open({ connection }: EmbeddedServer, idleFor: number): Promise<StatementCounts> {
    // Beside the hub's database, which is the hub's alone.
    const sql = connect({ ...connection, database: 'postgres' }, { max: 1, onnotice: () => undefined });
    await sql`create extension if not exists pg_stat_statements`;
    const counts = new StatementCounts(sql, connection.database);
    for (const { query } of await counts.#during(() => sleep(idleFor))) counts.#ownWork.add(query);
    return counts;
  }

  /** How many statements were executed meanwhile for who asks something. */
  async during(work: () => Promise<unknown>): Promise<number> {
    const executed = await this.#during(work);
    return executed.filter(({ query }) => !this.#ownWork.has(query)).reduce((sum, { calls }) => sum + calls, 0);
  }

  close(): Promise<void> {
    return this.#sql.end();
  }

  async #during(work: () => Promise<unknown>): Promise<{ query: string; calls: number }[]> {
    await this.#sql`select pg_stat_statements_reset()`;
    await work();
    return this.#sql`
      select query, calls::int from pg_stat_statements join pg_database on pg_database.oid = dbid
      where datname = ${this.#database}`;
  }
}
