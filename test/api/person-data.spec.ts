import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableColumns } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personalData } from '../../apps/hub/src/database/personal-data.ts';
import { PersonDataService } from '../../apps/hub/src/identity/person-data.service.ts';
import { RetentionService } from '../../apps/hub/src/identity/retention.service.ts';
import { picture } from '../support/hostile-files.ts';
import { createEvent, fixture, importFile } from '../support/programme.ts';
import { seedEverything } from '../support/seed-everything.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

const tables = join(import.meta.dirname, '../../apps/hub/src/database/tables');

let hub: TestHub;
let data: string;
beforeAll(async () => {
  // Also tables that no feature uses yet.
  for (const file of await readdir(tables)) await import(join(tables, file));
  data = await mkdtemp(join(tmpdir(), 'hub-person-'));
  hub = await startTestHub({ environment: { HUB_DATA_DIR: data } });
});
afterAll(async () => {
  await hub.close();
  await rm(data, { recursive: true, force: true });
});

const sql = () => hub.database.database.sql;
const service = () => hub.running.app.get(PersonDataService);
const accountOf = async (person: TestPerson) => {
  const [row] = await sql()<{ account_id: string }[]>`select account_id from persons where id = ${person.id}`;
  return row?.account_id ?? '';
};

/** The tables with a row in which the word stands anywhere. */
async function tablesSaying(word: string): Promise<string[]> {
  const all = await sql()<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
  const found = await Promise.all(
    all.map(async ({ name }) => {
      const rows = await sql()`select 1 from ${sql()(name)} as row where row::text ilike ${`%${word}%`} limit 1`;
      return rows.length ? [name] : [];
    }),
  );
  return found.flat().toSorted();
}

test('every table of the database says what each of its columns tells about a person', async () => {
  const inDatabase = await sql()<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and table_name <> 'schema_migrations'`;
  const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const marked = [...personalData].flatMap(([table, { columns }]) =>
    Object.keys(columns).map((key) => `${getTableConfig(table).name}.${snake(key)}`),
  );
  expect(inDatabase.length).toBeGreaterThan(50);
  expect(inDatabase.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual(marked.toSorted());
});

test('what is erased can be: a row that is blanked has only columns that can be empty', () => {
  const stuck = [...personalData].flatMap(([table, { onErase, belongsTo, columns }]) => {
    if (onErase !== 'blank') return [];
    const marks: Record<string, unknown> = columns;
    return Object.entries(getTableColumns(table)).flatMap(([key, column]) =>
      marks[key] === 'none' ||
      !column.notNull ||
      column.hasDefault ||
      column.dataType === 'string' ||
      belongsTo.some((one) => one === key)
        ? []
        : [`${getTableConfig(table).name}.${key}`],
    );
  });
  expect(stuck).toEqual([]);
});

test('erasing leaves nothing of a person in any table, and touches nobody else', async () => {
  const gone = await hub.person('Yaprak Geheimnis', { verified: true });
  const other = await hub.person('Zoe Bleibt', { verified: true });
  for (const person of [gone, other]) {
    const seeded = await seedEverything(hub.database.database, {
      personId: person.id,
      accountId: await accountOf(person),
      name: person.name,
      mail: person.mail,
    });
    expect(seeded.length).toBeGreaterThan(10);
  }
  const [meeting] = await sql()<{ id: string }[]>`select id from meetings where requester_id = ${gone.id}`;
  await sql()`insert into occupancies (id, person_id, during, source_kind, source_id, hard)
    values (gen_random_uuid(), ${other.id}, '[2030-01-01,2030-01-02)', 'meeting', ${meeting?.id ?? ''}, true)`;
  const taken = () => sql()`select 1 from occupancies where source_id = ${meeting?.id ?? ''}`;
  expect(await taken()).toHaveLength(1);
  const before = { gone: await tablesSaying('geheimnis'), other: await tablesSaying('bleibt') };
  expect(before.gone).toEqual(before.other);
  expect(before.gone).toEqual(expect.arrayContaining(['accounts', 'persons', 'mails', 'lines', 'files']));

  const exported = await service().export(gone.mail);
  expect(Object.keys(exported.persons[0]?.tables ?? {})).toEqual(
    expect.arrayContaining(['persons', 'accounts', 'mails', 'lines', 'files', 'browser_sessions']),
  );
  expect(JSON.stringify(exported)).toContain('Yaprak Geheimnis');
  expect(JSON.stringify(exported)).not.toMatch(/Zoe Bleibt|"password"|"secretLink"|"accessToken"/);

  expect(await service().erase(gone.mail)).toEqual([gone.id]);
  await hub.settled();
  expect(await tablesSaying('geheimnis')).toEqual([]);
  expect(await taken()).toHaveLength(0);
  expect(await tablesSaying('bleibt')).toEqual(before.other);
  expect(await service().erase(gone.id)).toEqual([]);
  expect(await service().erase(gone.mail)).toEqual([]);
  const trail = await sql()`select action from audit_entries where subject_id = ${gone.id} order by id`;
  expect(trail.map(({ action }) => action as unknown)).toEqual(['person.exported', 'person.erased']);
});

test('what the hub says about who runs it is marked, and stays when the person it names goes', async () => {
  const value = [...personalData].find(([table]) => getTableConfig(table).name === 'settings')?.[1].columns;
  expect(value).toMatchObject({ value: { class: 'contact' } });
  const admin = await hub.withRole('Ingrid Impressum', 'admin');
  const body = {
    imprint: { text: { de: `Verantwortlich: ${admin.name}, ${admin.mail}` }, url: null },
    privacy: { text: {}, url: null },
    sourceUrl: null,
    version: 0,
  };
  const legal = await admin.hub.call('PUT /api/legal', { body });
  const exported = await service().export(admin.mail);
  expect(Object.keys(exported.persons[0]?.tables ?? {})).not.toContain('settings');
  await service().erase(admin.mail);
  hub.clock.set(new Date(Date.now() + 1000 * 24 * 60 * 60 * 1000).toISOString());
  await hub.running.app.get(RetentionService).removeExpired();
  hub.clock.set(undefined);
  const [kept] = await sql()`select value from settings where name = 'legal'`;
  expect(kept?.['value']).toEqual(legal);
});

test('erasing takes a speaker out of all releases, and out of what was kept of them to be fast', async () => {
  const organiser = await hub.withRole('Orga', 'admin');
  const params = { event: 'lichthof' };
  await createEvent(organiser, params.event);
  await importFile(organiser, params.event, fixture('lichthof-nights.json'));
  const { speakers } = await organiser.hub.call('GET /api/events/:event/draft', { params });
  const [gone, stays] = speakers;
  if (!gone || !stays) throw new Error('no speakers');
  await organiser.hub.call('PUT /api/events/:event/draft/speakers/:speaker/mail', {
    params: { ...params, speaker: gone.id },
    body: { email: 'gone@example.org' },
  });
  for (const name of ['first', 'second'])
    await organiser.hub.call('POST /api/events/:event/releases', { params, body: { name } });
  await organiser.hub.call('POST /api/events/:event/publication', { params });
  const released = async () => JSON.stringify(await sql()`select content from releases`);
  const shown = async () => JSON.stringify(await hub.visitor().hub.call('GET /api/events/:event/schedule', { params }));
  for (const read of [released, shown]) {
    expect(await read()).toContain(gone.name);
    expect(await read()).toContain(stays.name);
  }
  // What was read once stays in memory: a change of the rows alone shows nowhere.
  await sql()`update releases set name = 'renamed'`;
  expect(await shown()).not.toContain('renamed');

  expect(await service().erase('gone@example.org')).toHaveLength(1);
  for (const read of [released, shown]) {
    expect(await read()).not.toContain(gone.name);
    expect(await read()).toContain(stays.name);
  }
});

test('a person takes their data away and leaves: signed out, unknown, their files deleted', async () => {
  const person = await hub.person('Aylin Weggang', { verified: true });
  const file = await person.hub.call('POST /api/files', {
    body: { purpose: 'image' },
    file: new File([new Uint8Array(await picture(40, 40))], 'ich.png'),
  });
  await person.hub.call('POST /api/organisations', {
    body: { slug: 'bleibt-da', kind: 'startup', name: 'Bleibt', languages: ['de'] },
  });
  const mine = await person.fetch('/api/me/data');
  expect(mine.headers.get('content-disposition')).toContain('attachment');
  expect(await mine.json()).toMatchObject({
    persons: [
      { id: person.id, tables: { persons: [{ name: 'Aylin Weggang' }], files: [{ id: file.id, name: 'ich.png' }] } },
    ],
  });
  const leave = (confirm: string) => person.hub.call('DELETE /api/me', { body: { confirm } });
  await expect(leave('someone@example.org')).rejects.toMatchObject({
    code: 'invalid_input',
    issues: [{ path: ['body', 'confirm'] }],
  });
  expect(await readdir(join(data, 'files'))).toContain(file.id);
  await leave(person.mail.toUpperCase());
  expect(await person.hub.call('GET /api/me')).toMatchObject({ person: null });
  const again = hub
    .visitor()
    .hub.call('POST /api/sign-in', { body: { email: person.mail, password: 'correct horse battery' } });
  await expect(again).rejects.toMatchObject({ code: 'wrong_credentials' });
  await hub.settled();
  expect(await readdir(join(data, 'files'))).not.toContain(file.id);
  expect(
    await hub.visitor().hub.call('GET /api/organisations/:organisation', { params: { organisation: 'bleibt-da' } }),
  ).toMatchObject({ name: 'Bleibt' });
  const newcomer = await hub.visitor().hub.call('POST /api/sign-up', {
    body: { name: 'Neu', email: person.mail, password: 'correct horse battery', language: 'de' },
  });
  expect(newcomer.person?.id).not.toBe(person.id);
});
