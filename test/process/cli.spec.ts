import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { picture } from '../support/hostile-files.ts';
import { launchNpm, processesOf } from '../support/launched.ts';
import { type LaunchedHub, LaunchedHubs } from '../support/launched-hub.ts';
import { fixture } from '../support/programme.ts';
import { createEmptyDatabase } from '../support/test-database.ts';
import { createVisitor, type Visitor } from '../support/test-hub.ts';

const hubs = new LaunchedHubs();
afterAll(() => hubs.clear());

/** `npm run hub -- …`, to its end. */
async function command(dataFolder: string, args: string[], environment: Record<string, string> = {}) {
  const run = launchNpm(['run', '--silent', 'hub', '--', ...args], { HUB_DATA_DIR: dataFolder, ...environment });
  return { exitCode: await run.ended, out: run.stdout.join('\n'), err: run.stderr.join('\n') };
}

/** The folder of a hub that was started and stopped again. */
async function usedFolder(): Promise<string> {
  const folder = await hubs.folder();
  await (await hubs.start(folder)).stop();
  return folder;
}

/** Somebody who became the hub's admin by the link its start printed. */
async function claimed(hub: LaunchedHub): Promise<Visitor> {
  const token = new URL(await hub.says('http')).hash.slice(1);
  const visitor = createVisitor(hub.url);
  await visitor.hub.call('POST /api/sign-up', {
    body: { name: 'Olga Nowak', email: 'olga@example.org', password: 'correct horse battery', language: 'de' },
  });
  await visitor.hub.call('POST /api/hub-claim', { body: { token } });
  return visitor;
}

describe('a command that cannot be', () => {
  test.each([[[]], [['nonsense']], [['import', 'schedule', 'file.json']], [['backup']], [['person', 'erase']]])(
    '%j is answered with help',
    async (args) => {
      const folder = join(await hubs.folder(), 'data');
      const { exitCode, err } = await command(folder, args);
      expect(exitCode).toBe(1);
      expect(err).toContain('Usage: npm run hub --');
      await expect(stat(folder)).rejects.toThrow('ENOENT');
    },
  );

  test('help asked for is no error', async () => {
    const { exitCode, out } = await command(await hubs.folder(), ['--help']);
    expect([exitCode, out]).toEqual([0, expect.stringMatching(/^Usage: [^]*import[^]*person[^]*backup[^]*restore/)]);
  });

  test('for a folder that cannot be written to says so in a sentence', async () => {
    const { exitCode, err } = await command('/proc/nope', ['restore', 'hub.tar']);
    expect([exitCode, err]).toEqual([
      1,
      expect.stringMatching(/^The folder \/proc\/nope .* cannot be written to: .*$/),
    ]);
  });
});

describe('where there is no hub', () => {
  const secret = { HUB_SECRET: 'a secret that is long enough for a test' };
  const commands = [
    ['grant', 'admin', 'ada@example.org'],
    ['person', 'export', 'ada@example.org'],
    ['backup', 'hub.tar'],
  ];

  test.each(commands)('%s %s says so in a sentence and makes nothing', async (...args) => {
    const folder = await hubs.folder();
    const nowhere = join(folder, 'data');
    expect(await command(nowhere, args)).toMatchObject({
      exitCode: 1,
      out: '',
      err: expect.stringMatching(/^There is no hub's secret in [^\n]*, or start it once\.$/),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('its secret alone is none', async () => {
    const folder = await hubs.folder();
    expect(await command(join(folder, 'data'), ['grant', 'admin', 'ada@example.org'], secret)).toMatchObject({
      exitCode: 1,
      out: '',
      err: expect.stringMatching(/^There is no hub's database in [^\n]*, or start it once\.$/),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('an empty database of somebody else’s stays empty', async () => {
    const database = await createEmptyDatabase();
    try {
      const folder = await hubs.folder();
      const refused = await command(folder, ['person', 'export', 'ada@example.org'], {
        ...secret,
        DATABASE_URL: database.url,
      });
      expect(refused).toMatchObject({
        exitCode: 1,
        out: '',
        err: expect.stringMatching(/^There is no hub in the data/),
      });
      const tables = await database.database
        .sql`select relname from pg_class where relnamespace = 'public'::regnamespace`;
      expect([...tables]).toEqual([]);
      expect(await readdir(folder)).toEqual([]);
    } finally {
      await database.drop();
    }
  });
});

describe('import schedule', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await hubs.folder();
  });

  test('works before the first start, while the hub is stopped, makes the event, and doubles nothing beside a running one', async () => {
    const file = fixture('lichthof-nights.json');
    const importing = () => command(folder, ['import', 'schedule', file, '--event', 'lichthof']);
    const counts = '2 days, 2 rooms, 2 sessions, 2 speakers';
    const first = await importing();
    expect(first).toMatchObject({ exitCode: 0, out: counts });
    expect(first.err).toMatch(/^There is no hub in [^\n]* yet: one is made there\.$/m);
    expect([...(await processesOf(folder)).keys()]).toEqual([]);
    const again = await importing();
    expect(again).toMatchObject({ exitCode: 0, out: counts });
    expect(again.err).not.toContain('There is no hub');

    const hub = await hubs.start(folder);
    const olga = await claimed(hub);
    const draft = () => olga.hub.call('GET /api/events/:event/draft', { params: { event: 'lichthof' } });
    const before = await draft();
    expect(before.sessions).toHaveLength(2);
    expect(await importing()).toMatchObject({ exitCode: 0, out: counts });
    // Whoever has the draft open reads it again: what an import did is not told one by one.
    expect(await draft()).toEqual({ ...before, revision: before.revision + 1 });
    expect((await fetch(`${hub.url}/api/health`)).status).toBe(200);

    const other = await command(folder, ['import', 'schedule', file, '--event', 'another']);
    expect(other).toMatchObject({ exitCode: 0, out: counts });
    expect((await olga.hub.call('GET /api/events/:event', { params: { event: 'another' } })).zone).toBe(
      'Europe/Berlin',
    );
    await hub.stop();
  });

  test('for a database that holds a hub wants that hub’s secret; for one that holds none it makes one', async () => {
    const database = await createEmptyDatabase();
    try {
      const [there, elsewhere] = [await hubs.folder(), join(await hubs.folder(), 'data')];
      const importing = (where: string, event: string) =>
        command(where, ['import', 'schedule', fixture('lichthof-nights.json'), '--event', event], {
          DATABASE_URL: database.url,
        });
      expect(await importing(there, 'lichthof')).toMatchObject({
        exitCode: 0,
        err: expect.stringMatching(/^There is no hub in the database yet: one is made there\.$/m),
      });
      expect(await importing(elsewhere, 'another')).toMatchObject({
        exitCode: 1,
        out: '',
        err: expect.stringMatching(/^There is no hub's secret in [^\n]*, or start it once\.$/),
      });
      await expect(stat(elsewhere)).rejects.toThrow('ENOENT');
      expect([...(await database.database.sql`select slug from events`)]).toEqual([{ slug: 'lichthof' }]);
      expect(await importing(there, 'another')).toMatchObject({
        exitCode: 0,
        err: expect.not.stringContaining('no hub'),
      });
    } finally {
      await database.drop();
    }
  });

  test('before a first start leaves no room for a demo: that start offers the hub itself', async () => {
    const fresh = await hubs.folder();
    const imported = ['import', 'schedule', fixture('lichthof-nights.json'), '--event', 'lichthof'];
    expect(await command(fresh, imported)).toMatchObject({ exitCode: 0 });
    const hub = await hubs.start(fresh, { HUB_DEMO: '' });
    const olga = await claimed(hub);
    expect(await olga.hub.call('GET /api/me')).toMatchObject({ demo: false });
    expect(await olga.hub.call('GET /api/events/:event', { params: { event: 'lichthof' } })).toBeTruthy();
    expect((await olga.hub.call('GET /api/events')).items).toEqual([]);
    await hub.stop();
  });

  test('refuses a file with place and reason, and changes nothing', async () => {
    const good = await readFile(fixture('lichthof-nights.json'), 'utf8');
    const bad = join(folder, 'bad.json');
    await writeFile(bad, good.replace('"id": 1,', '"id": "one",').replace('"duration": "00:45"', '"length": 45'));
    const refused = await command(folder, ['import', 'schedule', bad, '--event', 'refused']);
    expect(refused).toMatchObject({ exitCode: 1, out: '' });
    expect(refused.err).toMatch(/^\/schedule\/conference\/days\/0\/rooms\/Kohlenwäsche\/0\/id: .+$/m);
    expect(refused.err).toMatch(/^\/schedule\/conference\/days\/0\/rooms\/Kohlenwäsche\/0.*: .*duration.*$/m);
    expect(refused.err).toMatch(/^The file was refused and nothing was changed\.$/m);

    const zoneless = join(folder, 'zoneless.json');
    await writeFile(zoneless, good.replace('"time_zone_name": "Europe/Berlin",', ''));
    const warned = await command(folder, [
      'import',
      'schedule',
      zoneless,
      '--event',
      'far',
      '--zone',
      'America/New_York',
    ]);
    expect(warned).toMatchObject({ exitCode: 0, err: expect.stringContaining('America/New_York') });
    const missing = await command(folder, ['import', 'schedule', join(folder, 'nothing.json'), '--event', 'far']);
    expect(missing).toMatchObject({
      exitCode: 1,
      err: expect.stringMatching(/nothing\.json cannot be read: .*ENOENT/),
    });
    const noZone = await command(folder, ['import', 'schedule', bad, '--event', 'far', '--zone', 'Mars/Base']);
    expect(noZone).toMatchObject({ exitCode: 1, err: expect.stringContaining('Mars/Base') });

    const hub = await hubs.start(folder);
    const olga = createVisitor(hub.url);
    await olga.hub.call('POST /api/sign-in', {
      body: { email: 'olga@example.org', password: 'correct horse battery' },
    });
    const read = (event: string) => olga.hub.call('GET /api/events/:event', { params: { event } });
    expect(await read('far')).toMatchObject({ zone: 'America/New_York' });
    await expect(read('refused')).rejects.toMatchObject({ code: 'not_found' });
    await hub.stop();
  });
});

describe('grant', () => {
  test('takes the addresses that the pages take, however they are written', async () => {
    const folder = await usedFolder();
    for (const mail of ['a@b', 'ada', 'ada@example.org, eve@example.org'])
      expect(await command(folder, ['grant', 'admin', mail])).toMatchObject({
        exitCode: 1,
        err: expect.stringContaining(`${mail} is no mail address.`),
      });
    const given = await command(folder, ['grant', 'admin', 'Ada@Example.org']);
    expect(given).toMatchObject({ exitCode: 0, out: expect.stringContaining('is admin now') });
    const again = await command(folder, ['grant', 'admin', 'ada@example.org']);
    expect(again).toMatchObject({ exitCode: 1, err: expect.stringContaining('is admin already.') });
  });
});

describe('backup and restore', () => {
  const s3Folder = hubs.folder();
  let s3: S3rver;
  let bucket: (name: string) => { STORAGE_URL: string };
  beforeAll(async () => {
    const buckets = ['first', 'second'].map((name) => ({ name, configs: [] }));
    const directory = await s3Folder;
    s3 = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, configureBuckets: buckets });
    const { port } = await s3.run();
    bucket = (name) => ({ STORAGE_URL: `s3://S3RVER:S3RVER@127.0.0.1:${port}/${name}?tls=off` });
  });
  afterAll(() => s3.close());

  test('bring a hub with data, files and valid links to another machine, whatever it keeps them in', async () => {
    const folder = await hubs.folder();
    const file = join(folder, 'hub.tar');
    const hub = await hubs.start(folder, bucket('first'));
    const olga = await claimed(hub);
    const image = await olga.hub.call('POST /api/files', {
      body: { purpose: 'image' },
      file: new File([new Uint8Array(await picture(400, 300))], 'lichthof.png'),
    });
    const bytesOf = async (origin: string, cookie: string) => {
      const answer = await fetch(`${origin}${image.path}`, { headers: { cookie } });
      expect(answer.status).toBe(200);
      return Buffer.from(await answer.arrayBuffer());
    };
    const bytes = await bytesOf(hub.url, olga.cookie());
    const calendar = new URL((await olga.hub.call('GET /api/me/agenda-link')).url).pathname;
    expect((await fetch(hub.url + calendar)).status).toBe(200);

    const sameHub = async (there: LaunchedHub) => {
      expect(await bytesOf(there.url, olga.cookie())).toEqual(bytes);
      expect((await fetch(there.url + calendar)).status).toBe(200);
      const again = createVisitor(there.url);
      const password = 'correct horse battery';
      const me = await again.hub.call('POST /api/sign-in', { body: { email: 'olga@example.org', password } });
      expect(me.person).toMatchObject({ name: 'Olga Nowak', admin: true });
      await there.stop();
    };

    const saved = await command(folder, ['backup', file], bucket('first'));
    expect(saved).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^\d+ tables with \d+ rows and [1-9]\d* files are in /),
    });
    const intoRunning = await command(folder, ['restore', file], bucket('second'));
    expect([intoRunning.exitCode, intoRunning.err]).toEqual([1, expect.stringContaining('holds something already')]);
    expect((await fetch(hub.url + calendar)).status).toBe(200);
    await hub.stop();

    const onDisk = await hubs.folder();
    expect(await command(onDisk, ['restore', file])).toMatchObject({ exitCode: 0, out: `${file} was restored.` });
    await sameHub(await hubs.start(onDisk));

    // Stopped, and on a server and a bucket of somebody else's.
    const later = join(folder, 'later.tar');
    expect(await command(folder, ['backup', later], bucket('first'))).toMatchObject({ exitCode: 0 });
    const database = await createEmptyDatabase();
    try {
      const elsewhere = { DATABASE_URL: database.url, ...bucket('second') };
      const there = await hubs.folder();
      expect(await command(there, ['restore', later], elsewhere)).toMatchObject({ exitCode: 0 });
      await sameHub(await hubs.start(there, elsewhere));
    } finally {
      await database.drop();
    }
  });

  test('say so where HUB_SECRET is another one, so that what was signed is not valid', async () => {
    const folder = await hubs.folder();
    const file = join(folder, 'hub.tar');
    const hub = await hubs.start(folder);
    const olga = await claimed(hub);
    const calendar = new URL((await olga.hub.call('GET /api/me/agenda-link')).url).pathname;
    expect(await command(folder, ['backup', file])).toMatchObject({ exitCode: 0 });
    await hub.stop();
    const own = { HUB_SECRET: 'another secret, which is long enough' };
    const there = await hubs.folder();
    const restored = await command(there, ['restore', file], own);
    expect([restored.exitCode, restored.err]).toEqual([0, expect.stringContaining('HUB_SECRET is another one')]);
    const moved = await hubs.start(there, own);
    expect((await fetch(moved.url + calendar)).status).toBe(404);
    await moved.stop();
  });
});

describe('person', () => {
  test('export and erase reach what a running hub shows, its kept pages and old releases too', async () => {
    const folder = await hubs.folder();
    const hub = await hubs.start(folder);
    await command(folder, ['import', 'schedule', fixture('lichthof-nights.json'), '--event', 'lichthof']);
    const olga = await claimed(hub);
    const params = { event: 'lichthof' };
    const { speakers } = await olga.hub.call('GET /api/events/:event/draft', { params });
    const [speaker, other] = speakers;
    if (!speaker || !other) throw new Error('no speakers');
    const mail = 'speaker@example.org';
    await olga.hub.call('PUT /api/events/:event/draft/speakers/:speaker/mail', {
      params: { ...params, speaker: speaker.id },
      body: { email: mail },
    });
    for (const name of ['first', 'second'])
      await olga.hub.call('POST /api/events/:event/releases', { params, body: { name } });
    await olga.hub.call('POST /api/events/:event/publication', { params });

    const pages = ['schedule', `speakers/${speaker.id}`].map((path) => `${hub.url}/events/lichthof/${path}`);
    const text = async (url = '') => (await fetch(url)).text();
    for (const page of pages) expect(await text(page)).toContain(speaker.name);
    expect(await text(pages[0])).toContain(other.name);

    const out = join(folder, 'speaker.json');
    expect(await command(folder, ['person', 'export', mail, '--out', out])).toMatchObject({ exitCode: 0 });
    expect(await readFile(out, 'utf8')).toContain(speaker.name);
    const erased = await command(folder, ['person', 'erase', mail.toUpperCase()]);
    expect(erased).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^Removed: [0-9a-f-]{36}\.$/) });

    await expect.poll(() => text(pages[0]), { timeout: 5_000 }).not.toContain(speaker.name);
    expect(await text(pages[0])).toContain(other.name);
    expect((await fetch(pages[1] ?? '')).status).toBe(404);
    const printed = await command(folder, ['person', 'export', mail]);
    expect(printed).toMatchObject({ exitCode: 1, out: '', err: `Nobody here is known as ${mail}.` });
    const again = await command(folder, ['person', 'erase', mail]);
    expect(again).toMatchObject({ exitCode: 1, err: `Nobody here is known as ${mail}; nothing was changed.` });
    await hub.stop();
    // Not in older releases either: a backup is everything the hub has.
    const file = join(folder, 'hub.tar');
    await command(folder, ['backup', file]);
    const archive = await readFile(file, 'utf8');
    expect(archive).toContain(other.name);
    expect(archive).not.toContain(speaker.name);
  });
});
