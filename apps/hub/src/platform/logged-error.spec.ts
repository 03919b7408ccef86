import { DrizzleQueryError } from 'drizzle-orm';
import { pino, stdSerializers } from 'pino';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { loggedError } from './logged-error.ts';

const sql = 'insert into "persons" ("mail") values ($1)';
const refused = Object.assign(
  new postgres.PostgresError('duplicate key value violates unique constraint "persons_unclaimed_mail"'),
  {
    code: '23505',
    constraint_name: 'persons_unclaimed_mail',
    detail: 'Key (mail)=(erika@example.org) already exists.',
  },
);
const failed = new DrizzleQueryError(sql, ['erika@example.org', 'Erika\n    at lunch'], refused);

function logged(err: (error: Error) => object): string {
  let line = '';
  pino({ serializers: { err } }, { write: (text) => (line = text) }).error({ err: failed }, 'unexpected error');
  return line;
}

test('what people wrote reaches the log by no error of the database, but what failed does', () => {
  expect(logged(stdSerializers.err)).toContain('erika@example.org');
  expect(logged(loggedError)).not.toContain('erika@example.org');
  expect(JSON.parse(logged(loggedError))).toMatchObject({
    err: {
      type: 'DrizzleQueryError',
      query: sql,
      stack: expect.stringContaining('logged-error.spec.ts'),
      cause: { type: 'PostgresError', code: '23505', constraint: 'persons_unclaimed_mail' },
    },
  });
});

test('other errors say what they say', () => {
  expect(loggedError(new TypeError('x is not a function'))).toMatchObject({
    type: 'TypeError',
    message: 'x is not a function',
  });
});
