import { eq, sql } from 'drizzle-orm';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '../../apps/hub/src/database/database.ts';
import { sqlState, violatedConstraint } from '../../apps/hub/src/database/database-error.ts';
import { StartupProblem } from '../../apps/hub/src/platform/startup-problem.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const counters = pgTable('test_counters', { name: text('name').primaryKey(), value: integer('value').notNull() });

let here: TestDatabase;
let database: Database;

beforeAll(async () => {
  here = await createTestDatabase();
  database = here.database;
  await database.sql`create table test_counters (name text primary key, value int not null)`;
  await database.sql`create table test_bookings (
    room int,
    during tstzrange,
    constraint test_one_at_a_time exclude using gist (room with =, during with &&)
  )`;
});

afterAll(() => here.drop());

beforeEach(async () => {
  await database.sql`truncate test_counters, test_bookings`;
  await database.db.insert(counters).values([
    { name: 'a', value: 0 },
    { name: 'b', value: 0 },
  ]);
});

const valueOf = async (name: string) =>
  (await database.db.select().from(counters).where(eq(counters.name, name)))[0]?.value;

describe('a transaction', () => {
  test('gives back what its work gives, and keeps what it wrote', async () => {
    const answer = await database.transaction(async (tx) => {
      await tx.update(counters).set({ value: 7 }).where(eq(counters.name, 'a'));
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await valueOf('a')).toBe(7);
  });

  test('is undone whole when its work throws, and is not run again', async () => {
    let runs = 0;
    const work = database.transaction(async (tx) => {
      runs += 1;
      await tx.update(counters).set({ value: 7 }).where(eq(counters.name, 'a'));
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(runs).toBe(1);
    expect(await valueOf('a')).toBe(0);
  });

  test('is run again when PostgreSQL cannot serialise it, so that no increment is lost', async () => {
    let runs = 0;
    const increment = () =>
      database.transaction(
        async (tx) => {
          runs += 1;
          const [row] = await tx.select().from(counters).where(eq(counters.name, 'a'));
          await tx.execute(sql`select pg_sleep(0.05)`);
          await tx
            .update(counters)
            .set({ value: (row?.value ?? 0) + 1 })
            .where(eq(counters.name, 'a'));
        },
        { isolationLevel: 'serializable' },
      );
    await Promise.all([increment(), increment(), increment()]);
    expect(await valueOf('a')).toBe(3);
    expect(runs).toBeGreaterThan(3);
  });

  test('is run again after a deadlock', async () => {
    let runs = 0;
    const add = (tx: Parameters<Parameters<Database['transaction']>[0]>[0], name: string) =>
      tx
        .update(counters)
        .set({ value: sql`${counters.value} + 1` })
        .where(eq(counters.name, name));
    const both = (one: string, other: string) =>
      database.transaction(async (tx) => {
        runs += 1;
        await add(tx, one);
        await tx.execute(sql`select pg_sleep(0.1)`);
        await add(tx, other);
      });
    await Promise.all([both('a', 'b'), both('b', 'a')]);
    expect([await valueOf('a'), await valueOf('b')]).toEqual([2, 2]);
    expect(runs).toBe(3);
  });

  test('gives up after five runs', async () => {
    let runs = 0;
    const hopeless = database.transaction(async (tx) => {
      runs += 1;
      await tx.execute(sql`do $$ begin raise sqlstate '40001'; end $$`);
    });
    await expect(hopeless).rejects.toSatisfy((error) => sqlState(error) === '40001');
    expect(runs).toBe(5);
  });
});

describe('what waits for the commit', () => {
  test('is called in order, once the change is there for everybody', async () => {
    const heard: unknown[] = [];
    await database.transaction(async (tx) => {
      database.onCommit(tx, async () => heard.push('first'));
      database.onCommit(tx, () => heard.push('second'));
      await tx.update(counters).set({ value: 1 }).where(eq(counters.name, 'a'));
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual(['first', 'second']);
  });

  test('is never called after a rollback', async () => {
    const heard: string[] = [];
    const work = database.transaction(async (tx) => {
      database.onCommit(tx, () => heard.push('rolled back'));
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    await database.transaction(async (tx) => database.onCommit(tx, () => heard.push('committed')));
    expect(heard).toEqual(['committed']);
  });

  test('is called once when the transaction had to run twice', async () => {
    let runs = 0;
    const heard: number[] = [];
    await database.transaction(async (tx) => {
      runs += 1;
      const run = runs;
      database.onCommit(tx, () => heard.push(run));
      if (run === 1) await tx.execute(sql`do $$ begin raise sqlstate '40P01'; end $$`);
    });
    expect(heard).toEqual([2]);
  });

  test('is reported when it fails, and does not make the change look undone', async () => {
    const errors: unknown[] = [];
    const other = await Database.open({ connection: here.connection, onError: (error) => errors.push(error) });
    const answer = await other.transaction(async (tx) => {
      other.onCommit(tx, () => {
        throw new Error('later');
      });
      return 'done';
    });
    expect(answer).toBe('done');
    await expect.poll(() => errors).toEqual([new Error('later')]);
    await other.close();
  });
});

describe('what takes back a rolled-back change', () => {
  test('is called once for the run that failed, in order, and not after a commit', async () => {
    const heard: string[] = [];
    const work = database.transaction(async (tx) => {
      database.onRollback(tx, () => heard.push('first'));
      database.onRollback(tx, () => heard.push('second'));
      expect(heard).toEqual([]);
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(heard).toEqual(['first', 'second']);
    await database.transaction(async (tx) => database.onRollback(tx, () => heard.push('committed')));
    expect(heard).toEqual(['first', 'second']);
  });

  // Each run did anew, outside the database, what is to be taken back: so each that failed takes back its own.
  test('is called once for each run that PostgreSQL gave up, and not for the one that was committed', async () => {
    let runs = 0;
    let outside = 0;
    const undone: number[] = [];
    const attempt = (failing: number) =>
      database.transaction(async (tx) => {
        runs += 1;
        const run = runs;
        outside += 1;
        database.onRollback(tx, () => {
          outside -= 1;
          undone.push(run);
        });
        if (run <= failing) await tx.execute(sql`do $$ begin raise sqlstate '40001'; end $$`);
      });
    await attempt(2);
    expect([runs, undone, outside]).toEqual([3, [1, 2], 1]);
    runs = 0;
    undone.splice(0);
    await expect(attempt(5)).rejects.toSatisfy((error) => sqlState(error) === '40001');
    expect([runs, undone, outside]).toEqual([5, [1, 2, 3, 4, 5], 1]);
  });

  test('is reported when it fails, and hides neither the error nor those after it', async () => {
    const errors: unknown[] = [];
    const heard: string[] = [];
    const other = await Database.open({ connection: here.connection, onError: (error) => errors.push(error) });
    const work = other.transaction(async (tx) => {
      other.onRollback(tx, () => {
        throw new Error('later');
      });
      other.onRollback(tx, () => heard.push('after'));
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    await expect.poll(() => errors).toEqual([new Error('later')]);
    expect(heard).toEqual(['after']);
    await other.close();
  });
});

describe('an error of the database', () => {
  const refused = async (statement: ReturnType<typeof sql>) => {
    const error: unknown = await database.db.execute(statement).catch((thrown: unknown) => thrown);
    return [sqlState(error), violatedConstraint(error)];
  };

  test('tells its state and the constraint it is about', async () => {
    await database.sql`insert into test_bookings values (1, '[2026-11-22 10:00Z,2026-11-22 11:00Z)')`;
    expect(await refused(sql`insert into test_bookings values (1, '[2026-11-22 10:30Z,2026-11-22 12:00Z)')`)).toEqual([
      '23P01',
      'test_one_at_a_time',
    ]);
    expect(await refused(sql`insert into test_counters values ('a', 1)`)).toEqual(['23505', 'test_counters_pkey']);
    expect(await refused(sql`select nonsense`)).toEqual(['42703', undefined]);
  });

  test('is told from any other error', () => {
    expect(sqlState(new Error('no'))).toBeUndefined();
    expect(sqlState(undefined)).toBeUndefined();
  });
});

describe('a database that cannot be used', () => {
  const open = (connection: string) => Database.open({ connection, onError: () => undefined });

  test('is named in one sentence, without its password', async () => {
    await expect(open('postgres://hub:secret@127.0.0.1:1/hub')).rejects.toThrow(
      new StartupProblem('The database 127.0.0.1:1/hub cannot be used: connect ECONNREFUSED 127.0.0.1:1.'),
    );
    await expect(open('hub:secret')).rejects.toThrow(
      new StartupProblem(
        'The database in DATABASE_URL cannot be used: it is no URL like postgres://user:password@host:5432/name.',
      ),
    );
    const elsewhere = new URL(here.url);
    elsewhere.pathname = '/nowhere';
    await expect(open(elsewhere.href)).rejects.toThrow(/nowhere cannot be used: database "nowhere" does not exist\.$/);
  });
});

test('a test database can be reached by its URL too', async () => {
  const other = await Database.open({ connection: here.url, onError: () => undefined });
  expect([...(await other.sql`select current_setting('TimeZone') as zone`)]).toEqual([{ zone: 'UTC' }]);
  await other.close();
});
