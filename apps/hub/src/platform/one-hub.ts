import type postgres from 'postgres';
import { StartupProblem } from './startup-problem.ts';

/** Any number, the same for every hub; another one than the migrations' lock. */
const lock = 4_859_210;

/**
 * Several hubs may share a database only if all of them share a Redis, through which they tell each other's clients news.
 * The claim is a lock of a database connection, so it ends with the hub however that ends.
 * @returns gives the place back
 */
export async function claimPlace(sql: postgres.Sql, shared: boolean): Promise<() => Promise<void>> {
  const connection = await sql.reserve();
  const [row] = shared
    ? await connection<{ got: boolean }[]>`select pg_try_advisory_lock_shared(${lock}) as got`
    : await connection<{ got: boolean }[]>`select pg_try_advisory_lock(${lock}) as got`;
  if (!row?.got) {
    connection.release();
    throw new StartupProblem(
      'Another hub is running on this database: give every hub the same REDIS_URL, or stop the other one.',
    );
  }
  return async () => {
    await connection`select pg_advisory_unlock_all()`;
    connection.release();
  };
}
