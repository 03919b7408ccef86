import { DrizzleQueryError } from 'drizzle-orm';
import postgres from 'postgres';

const frame = /^ {4}at .+$/;

/**
 * An error as the log may know it. Messages of the database repeat what people wrote, so of them only the kind, the query
 * without its values and the constraint are left.
 */
export function loggedError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const stack = error.stack
    ?.split('\n')
    .filter((line) => frame.test(line))
    .join('\n');
  const cause = error.cause === undefined ? {} : { cause: loggedError(error.cause) };
  return { type: error.constructor.name, ...factsOf(error), ...cause, stack };
}

function factsOf(error: Error): object {
  if (error instanceof DrizzleQueryError) return { query: error.query };
  if (error instanceof postgres.PostgresError) {
    const { code, table_name: table, constraint_name: constraint, routine } = error;
    return { code, table, constraint, routine };
  }
  return { message: error.message, ...('code' in error && { code: error.code }) };
}
