import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, notify } from '../../apps/hub/src/database/listen.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let here: TestDatabase;

beforeAll(async () => {
  here = await createTestDatabase();
});

afterAll(() => here.drop());

test('what a transaction tells is heard after its commit, never after a rollback', async () => {
  const { database } = here;
  const heard: string[] = [];
  const stop = await listen(database, 'news', { onNotice: (payload) => heard.push(payload), onGap: () => undefined });
  await expect(
    database.transaction(async (tx) => {
      await notify(tx, 'news', 'rolled back');
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await database.transaction(async (tx) => {
    await notify(tx, 'news', 'committed');
    expect(heard).toEqual([]);
  });
  await expect.poll(() => heard).toEqual(['committed']);
  await stop();
});

test('a listener that lost its connection hears of the gap, then news again, until it stops', async () => {
  const { database } = here;
  const heard: string[] = [];
  const stop = await listen(database, 'rooms', {
    onNotice: (payload) => heard.push(payload),
    onGap: () => heard.push('gap'),
  });
  for (const round of [1, 2]) {
    await database.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen%'`;
    await expect.poll(() => heard.filter((line) => line === 'gap').length, { timeout: 10_000 }).toBe(round);
    await database.transaction((tx) => notify(tx, 'rooms', `news ${round}`));
    await expect.poll(() => heard.at(-1)).toBe(`news ${round}`);
  }
  expect(heard).toEqual(['gap', 'news 1', 'gap', 'news 2']);
  await stop();
  await database.transaction((tx) => notify(tx, 'rooms', 'unheard'));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(heard).not.toContain('unheard');
});
