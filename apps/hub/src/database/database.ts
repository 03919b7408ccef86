import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type { PgTransactionConfig } from 'drizzle-orm/pg-core';
import type { Sql } from 'postgres';
import { StartupProblem } from '../platform/startup-problem.ts';
import { type Connection, connect, connectionName } from './connection.ts';
import { sqlState } from './database-error.ts';

export type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

const oldestVersion = 15;
const attempts = 5;
const connections = 10;
/** Who holds a lock reads outside the transaction, too: if those who wait for it had every connection, nobody would get on. */
const transactionsAtOnce = 7;
const retried = new Set(['40001', '40P01']);

/** A transaction that sees one state of the data from beginning to end, and changes nothing. */
export const snapshot: PgTransactionConfig = { isolationLevel: 'repeatable read', accessMode: 'read only' };

export interface DatabaseOptions {
  connection: Connection;
  onError: (error: unknown) => void;
  /** Comes first in every transaction. */
  begin?: (tx: Transaction, database: Database) => Promise<void>;
}

/**
 * The one way to PostgreSQL. `db` is drizzle's; `sql` is the postgres.js client under it, for what drizzle has no words for.
 * Drizzle has turned off that client's own conversions: instants come and go as strings, and JSON goes in as text.
 */
export class Database {
  /** For libraries that bring their own client. */
  readonly connection: Connection;
  readonly sql: Sql;
  readonly db: PostgresJsDatabase;
  /** Hears of errors that have no caller left to tell. */
  readonly onError: (error: unknown) => void;
  readonly #begin: ((tx: Transaction, database: Database) => Promise<void>) | undefined;
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #afterCommit = new WeakMap<Transaction, (() => unknown)[]>();
  readonly #afterRollback = new WeakMap<Transaction, (() => unknown)[]>();

  private constructor({ connection, onError, begin }: DatabaseOptions) {
    this.connection = connection;
    this.sql = connect(connection, {
      max: connections,
      idle_timeout: 60,
      connect_timeout: 10,
      // In seconds; postgres.js itself would wait up to twenty for a server that has long come back.
      backoff: (attempt) => Math.min(3 ** attempt / 100, 2),
      prepare: true,
      onnotice: () => undefined,
      connection: { application_name: 'hubwerk', TimeZone: 'UTC' },
    });
    this.db = drizzle(this.sql, { casing: 'snake_case' });
    this.onError = onError;
    this.#begin = begin;
  }

  /** Connects and looks at the server once; a server that cannot be used throws a StartupProblem. */
  static async open(options: DatabaseOptions): Promise<Database> {
    const { connection } = options;
    let database: Database | undefined;
    try {
      database = new Database(options);
      const [server] = await database.sql<{ version: number }[]>`
        select current_setting('server_version_num')::int / 10000 as version`;
      if (!server || server.version < oldestVersion) {
        throw new Error(`it is PostgreSQL ${server?.version} and Hubwerk needs ${oldestVersion} or newer`);
      }
      return database;
    } catch (cause) {
      await database?.close();
      throw new StartupProblem(`The database ${connectionName(connection)} cannot be used: ${reasonOf(cause)}.`, {
        cause,
      });
    }
  }

  /**
   * Runs `work` in one transaction, and again (five times at most) when PostgreSQL gave it up for another one's sake: what
   * it does outside the database belongs in `onCommit`. Any other error rolls back and is thrown.
   */
  async transaction<T>(work: (tx: Transaction) => Promise<T>, options?: PgTransactionConfig): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const callbacks: (() => unknown)[] = [];
      const undone: (() => unknown)[] = [];
      try {
        const result = await this.#inTurn(() =>
          this.db.transaction(async (tx) => {
            this.#afterCommit.set(tx, callbacks);
            this.#afterRollback.set(tx, undone);
            await this.#begin?.(tx, this);
            return work(tx);
          }, options),
        );
        for (const callback of callbacks) this.#call(callback);
        return result;
      } catch (error) {
        for (const callback of undone) this.#call(callback);
        if (attempt === attempts || !retried.has(sqlState(error) ?? '')) throw error;
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  /**
   * Calls `callback` when this transaction is committed, in the order of these calls and before `transaction` comes back;
   * never after a rollback. It may be lost in a crash, so it only hastens what a row has already promised.
   */
  onCommit(tx: Transaction, callback: () => unknown): void {
    const callbacks = this.#afterCommit.get(tx);
    if (!callbacks) throw new Error('onCommit wants the transaction that Database.transaction gave');
    callbacks.push(callback);
  }

  /** Calls `callback` when this transaction was not committed: takes back what it did outside the database. */
  onRollback(tx: Transaction, callback: () => unknown): void {
    const callbacks = this.#afterRollback.get(tx);
    if (!callbacks) throw new Error('onRollback wants the transaction that Database.transaction gave');
    callbacks.push(callback);
  }

  /** Waits up to five seconds for queries under way. */
  async close(): Promise<void> {
    await this.sql.end({ timeout: 5 });
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < transactionsAtOnce) this.#running += 1;
    else await new Promise<void>((turn) => this.#waiting.push(turn));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  /** The transaction is done, so a callback that fails must not look like one that is not. */
  #call(callback: () => unknown): void {
    void (async () => callback())().catch(this.onError);
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0]);
  return cause instanceof Error ? cause.message : String(cause);
}
