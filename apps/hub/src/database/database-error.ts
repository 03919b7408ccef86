import postgres from 'postgres';

/**
 * What PostgreSQL refused, as its five letters: `23505` unique, `23P01` exclusion, `23503` foreign key, `23514` check,
 * `40001` serialisation, `40P01` deadlock. Undefined where the error is none of the database's. Reads through the errors
 * that drizzle puts around it.
 */
export function sqlState(error: unknown): string | undefined {
  return databaseError(error)?.code;
}

/** The name of the constraint that was violated, for example `hard_occupancy_excl`. */
export function violatedConstraint(error: unknown): string | undefined {
  return databaseError(error)?.constraint_name;
}

function databaseError(error: unknown): postgres.PostgresError | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (current instanceof postgres.PostgresError) return current;
  }
  return undefined;
}

/** A row that may not be beside another one: unique or exclusion. */
export function isConstraintViolation(error: unknown): boolean {
  return ['23505', '23P01'].includes(sqlState(error) ?? '');
}
