import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Connection } from '../database/connection.ts';
import { StartupProblem } from './startup-problem.ts';

/** Any number, the same for every hub; another one than the migrations' lock. */
const lock = 4_859_210;

/** A lost place is tried for this often before it counts as another hub's: the own old connection may still hold it. */
const attempts = 10;
const pause = 500;

/** A hub's place on its database. */
export interface Place {
  /** Resolves when another hub has it: this one must stop. */
  lost: Promise<StartupProblem>;
  giveBack(): Promise<void>;
}

/**
 * Several hubs may share a database only if all of them share a Redis, through which they tell each other's clients news.
 * The claim is a lock of a database connection, so it ends with the hub however that ends; when the connection does, as
 * with a restart of the database, the place is claimed again.
 * @throws StartupProblem where it is taken
 */
export async function claimPlace(connection: Connection, sharing: 'alone' | 'shared'): Promise<Place> {
  const lost = Promise.withResolvers<StartupProblem>();
  let state: 'claiming' | 'held' | 'left' = 'claiming';
  const sql = connect(connection, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    backoff: () => pause / 1000,
    onnotice: () => undefined,
    connection: { application_name: 'hubwerk place' },
    onclose: () => {
      if (state === 'held') void claimAgain();
    },
  });

  async function take(): Promise<boolean> {
    const [row] =
      sharing === 'shared'
        ? await sql<{ got: boolean }[]>`select pg_try_advisory_lock_shared(${lock}) as got`
        : await sql<{ got: boolean }[]>`select pg_try_advisory_lock(${lock}) as got`;
    return row?.got ?? false;
  }

  async function claimAgain(): Promise<void> {
    state = 'claiming';
    for (let refused = 0; refused < attempts; await sleep(pause, undefined, { ref: false })) {
      try {
        if (await take()) return hold();
        refused += 1;
      } catch {
        // The database is away; so it is for every other hub.
      }
      if (left()) return;
    }
    lost.resolve(taken());
  }

  function hold(): void {
    if (!left()) state = 'held';
  }
  const left = () => state === 'left';

  if (!(await take())) {
    await sql.end();
    throw taken();
  }
  hold();
  return {
    lost: lost.promise,
    async giveBack() {
      state = 'left';
      await sql.end({ timeout: 5 });
    },
  };
}

const taken = () =>
  new StartupProblem(
    'Another hub is running on this database: give every hub the same REDIS_URL, or stop the other one.',
  );
