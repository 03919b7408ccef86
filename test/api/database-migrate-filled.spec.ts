import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate } from '../../apps/hub/src/database/migrate.ts';
import { migrations } from '../../apps/hub/src/hub.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.ts';

/** The last migration before the first that changes tables in which people keep something. */
const old = '0010_challenges';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createEmptyDatabase();
  folder = await mkdtemp(join(tmpdir(), 'hub-migrations-'));
  await cp(migrations, folder, { recursive: true });
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const id = (number: number) => `01a20000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const sql = () => database.database.sql;
const log = () => undefined;

/** Leaves the migrations of the folder as they were when `last` was the newest. */
async function cutJournal(last: string): Promise<void> {
  const path = join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(await readFile(path, 'utf8')) as { entries: { tag: string }[] };
  const cut = journal.entries.slice(0, journal.entries.findIndex(({ tag }) => tag === last) + 1);
  expect(cut.length).toBeGreaterThan(0);
  await writeFile(path, JSON.stringify({ ...journal, entries: cut }));
}

/** An event of before, with one of everything that a later migration touches. */
const rows = `
  insert into persons (id, name) values ('${id(1)}', 'Ada'), ('${id(2)}', 'Deniz');
  insert into verifications (id, identifier, value, expires_at)
    values ('${id(3)}', 'sign-in:ada@example.org', 'secret', '2026-09-07T10:00Z');
  insert into events (id, slug, kind, format, title, zone)
    values ('${id(4)}', 'lichthof', 'conference', 'hybrid', '{"de": "Lichthof-Nächte"}', 'Europe/Berlin');
  insert into organisations (id, slug, kind, name, languages)
    values ('${id(5)}', 'ladewerk', 'startup', 'Ladewerk', '{de}'), ('${id(6)}', 'stadtwerke', 'company', 'Stadtwerke', '{de}');
  insert into halls (id, event_id, name, position) values ('${id(7)}', '${id(4)}', '{"de": "Halle"}', 0);
  insert into booths (id, event_id, hall_id, organisation_id, number, headline, staff_present)
    values ('${id(8)}', '${id(4)}', '${id(7)}', '${id(5)}', 12, '{"de": "Laden"}', 2);
  insert into rooms (id, event_id, import_key, name, version)
    values ('${id(9)}', '${id(4)}', 'lichthof', 'Lichthof', 3), ('${id(10)}', '${id(4)}', null, 'Hof', 1);
  insert into sessions (id, event_id, import_key, title, version)
    values ('${id(11)}', '${id(4)}', 'guid-1', '{"de": "Eröffnung"}', 4), ('${id(12)}', '${id(4)}', null, '{"de": "Pitch"}', 1);
  insert into slots (session_id, room_id, starts_at, ends_at, version) values
    ('${id(11)}', '${id(9)}', '2026-09-07T10:00Z', '2026-09-07T11:00Z', 2),
    ('${id(12)}', '${id(10)}', '2026-09-07T12:00Z', '2026-09-07T12:10Z', 1);
  insert into meetings (id, event_id, requester_id, invitee_id, starts_at, ends_at, reason, state, sequence, created_at)
    values ('${id(13)}', '${id(4)}', '${id(1)}', '${id(2)}', '2026-09-07T13:00Z', '2026-09-07T13:20Z', 'Laden', 'accepted', 1, '2026-08-01T08:00Z');
  insert into challenges (id, event_id, company_id, title, opens_at, deadline_at, state)
    values ('${id(14)}', '${id(4)}', '${id(6)}', '{"de": "Netze"}', '2026-07-01T00:00Z', '2026-08-01T00:00Z', 'decided');
  insert into applications (id, challenge_id, organisation_id, applicant_id, pitch, state, submitted_at)
    values ('${id(15)}', '${id(14)}', '${id(5)}', '${id(1)}', 'Wir laden.', 'won', '2026-07-02T00:00Z');
  insert into awards (id, challenge_id, application_id, published_at)
    values ('${id(16)}', '${id(14)}', '${id(15)}', '2026-09-07T18:00Z');
  insert into pitches (id, application_id, position, room_id, starts_at, ends_at, session_id)
    values ('${id(17)}', '${id(15)}', 0, '${id(10)}', '2026-09-07T12:00Z', '2026-09-07T12:10Z', '${id(12)}');
  insert into releases (id, event_id, number, name, content, published_at) values
    ('${id(18)}', '${id(4)}', 1, '1', '{"rooms": [{"id": "${id(9)}", "name": "Foyer"}]}', '2026-08-01T00:00Z'),
    ('${id(19)}', '${id(4)}', 2, '2', '{"rooms": [{"id": "${id(9)}", "name": "Halle"}]}', '2026-08-02T00:00Z');
  insert into channels (id, kind, subject_id) values ('${id(20)}', 'stage', '${id(22)}'), ('${id(21)}', 'stage', '${id(23)}');
  insert into stages (id, event_id, room_id, channel_id) values
    ('${id(22)}', '${id(4)}', '${id(9)}', '${id(20)}'), ('${id(23)}', '${id(4)}', '${id(10)}', '${id(21)}');
`;

type Table = Record<string, unknown>[];

/** Every row of every table, by table. */
async function everything(): Promise<Map<string, Table>> {
  const tables = await sql()<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migrations' order by 1`;
  const kept = new Map<string, Table>();
  for (const { name } of tables) {
    const found = await sql()<{ row: Record<string, unknown> }[]>`
      select to_jsonb(one) as row from ${sql()(name)} one order by 1`;
    if (found.length)
      kept.set(
        name,
        found.map(({ row }) => row),
      );
  }
  return kept;
}

/** The rows of before without what a migration has dropped on purpose. */
function without(table: Table, dropped: string[]): Table {
  return table.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !dropped.includes(column))));
}

test('a hub that has been used keeps every row when a newer one migrates it', async () => {
  const newest = await readFile(join(folder, 'meta', '_journal.json'), 'utf8');
  await cutJournal(old);
  await migrate({ sql: sql(), folder, log });
  await sql().unsafe(rows);
  const before = await everything();
  expect([...before.keys()]).toHaveLength(17);

  await writeFile(join(folder, 'meta', '_journal.json'), newest);
  await migrate({ sql: sql(), folder, log });
  const after = await everything();
  expect([...after.keys()]).toEqual([...before.keys()]);
  const expected = [...before].map(([name, table]) => [
    name,
    without(table, name === 'awards' ? ['application_id'] : []),
  ]);
  expect(Object.fromEntries(after)).toMatchObject(Object.fromEntries(expected));

  expect(after.get('awards')).toMatchObject([{ challenge_id: id(14), organisation_id: id(5) }]);
  expect(after.get('booths')).toMatchObject([{ version: 1, staff_counts: 0 }]);
  // What the latest release calls their rooms goes before what the draft does.
  expect(after.get('stages')).toMatchObject([{ name: 'Halle' }, { name: 'Hof' }]);
  // Nobody knows whether these were edited since the file: no version is better than a wrong one.
  for (const name of ['rooms', 'sessions', 'slots'])
    expect(after.get(name)).toMatchObject([{ imported_version: null }, { imported_version: null }]);
});
