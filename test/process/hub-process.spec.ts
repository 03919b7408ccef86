import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { processesOf, project } from '../support/launched.ts';
import { LaunchedHubs } from '../support/launched-hub.ts';
import { startRedis } from '../support/redis.ts';
import { createEmptyDatabase } from '../support/test-database.ts';
import { createVisitor, type Visitor } from '../support/test-hub.ts';

const hubs = new LaunchedHubs();
afterEach(() => hubs.clear());

/** Live video on; an empty text is as good as not set. */
const withMedia = { HUB_MEDIA_OFF: '', MEDIA_PORTS: '27400-27407' };
const everything = ['main.js', 'mediasoup-worker', 'npm start', 'postgres', 'start.mjs'];
const namesOf = async (folder: string) => [...(await processesOf(folder)).keys()].toSorted();

async function signedUp(url: string): Promise<Visitor> {
  const visitor = createVisitor(url);
  await visitor.hub.call('POST /api/sign-up', {
    body: { name: 'Ada', email: 'ada@example.org', password: 'correct horse battery', language: 'de' },
  });
  return visitor;
}

describe('npm start', () => {
  test('says where it serves, prepares what changed, and repeats none of it', async () => {
    const folder = await hubs.folder();
    await rm(join(project, '.hubwerk/built/@hubwerk-judging'), { force: true });
    const prepared = (lines: string[]) => lines.filter((line) => line && !/^(>|\{|Hubwerk |Nobody |http)/.test(line));

    const port = await freePort();
    const first = await hubs.start(folder, { PORT: `${port}`, ...withMedia });
    expect(prepared(first.stdout)).toEqual(
      expect.arrayContaining(['Building @hubwerk/judging', expect.stringMatching(/^Built @hubwerk\/judging in /)]),
    );
    expect(first.stdout).toContain(`Hubwerk is ready on http://localhost:${port}`);
    expect(first.stdout.join('\n')).toContain('making the database');
    expect((await fetch(`${first.url}/`)).status).toBe(200);
    expect(await first.stop()).toBe(0);

    const second = await hubs.start(folder, withMedia);
    expect(prepared(second.stdout)).toEqual([]);
    expect(second.stdout.join('\n')).not.toMatch(/making the database|migrating/);
    expect(second.stderr).toEqual([]);
    await second.stop();
  });

  test('makes a demo on an empty database of its own, and never with HUB_DEMO=off or a PUBLIC_URL', async () => {
    const isDemo = async (environment: Record<string, string>) => {
      const hub = await hubs.start(await hubs.folder(), environment);
      const visitor = createVisitor(hub.url);
      const { demo } = await visitor.hub.call('GET /api/me');
      const { items } = await visitor.hub.call('GET /api/events', { query: {} });
      await hub.stop();
      return { demo, events: items.length > 0, offered: hub.stdout.some((line) => line.includes('/hub-claim#')) };
    };
    expect(await isDemo({ HUB_DEMO: '' })).toEqual({ demo: true, events: true, offered: false });
    const plain = { demo: false, events: false, offered: true };
    expect(await isDemo({ HUB_DEMO: 'off' })).toEqual(plain);
    expect(await isDemo({ HUB_DEMO: '', PUBLIC_URL: 'http://hub.example.org' })).toEqual(plain);
  });

  test('offers one link that makes its reader the admin, once', async () => {
    const folder = await hubs.folder();
    const hub = await hubs.start(folder);
    const token = new URL(await hub.says('http')).hash.slice(1);
    const ada = await signedUp(hub.url);
    const claim = (visitor: Visitor) => visitor.hub.call('POST /api/hub-claim', { body: { token } });
    expect((await ada.hub.call('GET /api/me')).person).toMatchObject({ admin: false });
    await claim(ada);
    expect((await ada.hub.call('GET /api/me')).person).toMatchObject({ admin: true });
    await expect(claim(ada)).rejects.toMatchObject({ code: 'link_expired' });
    await hub.stop();

    const again = await hubs.start(folder);
    expect(again.stdout.join('\n')).not.toContain('/hub-claim#');
    await again.stop();
  });
});

describe.runIf(process.platform === 'linux')('what it started', () => {
  test.each([
    ['Ctrl-C, which reaches the whole process group', 'SIGINT', -1],
    ['SIGINT to the command', 'SIGINT', 1],
    ['SIGTERM to the command', 'SIGTERM', 1],
  ] as const)('is gone after %s', async (_, signal, reach) => {
    const folder = await hubs.folder();
    const hub = await hubs.start(folder, withMedia);
    expect(await namesOf(folder)).toEqual(everything);
    process.kill(reach * hub.pid, signal);
    expect(await hub.ended).toBe(0);
    expect(await namesOf(folder)).toEqual([]);
  });

  test('is gone after Ctrl-C in the middle of a first start', async () => {
    const folder = await hubs.folder();
    const hub = await hubs.launch(folder, withMedia);
    await hub.says('{');
    await expect.poll(() => namesOf(folder), { timeout: 30_000, interval: 20 }).toContain('postgres');
    expect(hub.stdout.join('\n')).not.toContain('Hubwerk is ready');
    process.kill(-hub.pid, 'SIGINT');
    await hub.ended;
    expect(await namesOf(folder)).toEqual([]);
  });

  test('is gone after Ctrl-C while the demo is made, without a complaint, and the next start makes it whole', async () => {
    const folder = await hubs.folder();
    const hub = await hubs.launch(folder, { HUB_DEMO: '' });
    const organisations = async () => {
      const answer = await fetch(`${hub.url}/api/organisations`).catch(() => undefined);
      return answer?.ok ? ((await answer.json()) as { items: unknown[] }).items.length : 0;
    };
    await expect.poll(organisations, { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
    expect(hub.stdout.join('\n')).not.toContain('Hubwerk is ready');
    process.kill(-hub.pid, 'SIGINT');
    expect([await hub.ended, hub.stderr]).toEqual([0, []]);
    expect(await namesOf(folder)).toEqual([]);

    const again = await hubs.start(folder, { HUB_DEMO: '' });
    expect(await createVisitor(again.url).hub.call('GET /api/me')).toMatchObject({ demo: true });
    expect(await again.stop()).toBe(0);
  });

  test('after kill -9 a new start takes over what is left, and everything that was answered is there', async () => {
    const folder = await hubs.folder();
    const hub = await hubs.start(folder, withMedia);
    const ada = await signedUp(hub.url);
    const answered: string[] = [];
    let killed = false;
    const write = async (writer: number) => {
      for (let number = 0; ; number += 1) {
        const slug = `firma-${writer}-${number}`;
        try {
          await ada.hub.call('POST /api/organisations', {
            body: { slug, kind: 'startup', name: slug, languages: ['de'] },
          });
        } catch (error) {
          if (killed) return;
          throw error;
        }
        answered.push(slug);
      }
    };
    const writers = Promise.all([0, 1, 2, 3].map(write));
    await expect.poll(() => answered.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(60);
    const [main = 0] = (await processesOf(folder)).get('main.js') ?? [];
    killed = true;
    process.kill(main, 'SIGKILL');
    await writers;
    expect(await hub.ended).toBe(137);
    expect(await namesOf(folder)).toEqual(['postgres']);

    const again = await hubs.start(folder, withMedia);
    expect(again.stdout.join('\n')).toContain('stopping the database server that an earlier run left behind');
    const back = createVisitor(again.url);
    const read = (organisation: string) =>
      back.hub.call('GET /api/organisations/:organisation', { params: { organisation } });
    await expect(read('firma-0-100000')).rejects.toMatchObject({ code: 'not_found' });
    for (const slug of answered) expect(await read(slug)).toMatchObject({ name: slug });
    expect(await again.stop()).toBe(0);
    expect(await namesOf(folder)).toEqual([]);
  });
});

describe('two hubs on one database', () => {
  test('are one too many without a Redis they share, and two with one', async () => {
    const database = await createEmptyDatabase();
    const redis = await startRedis();
    try {
      const environment = { DATABASE_URL: database.url };
      const alone = await hubs.start(await hubs.folder(), environment);
      for (const url of ['', redis.url]) {
        const refused = await hubs.launch(await hubs.folder(), { ...environment, REDIS_URL: url });
        expect(await refused.ended).toBe(1);
        expect(refused.stderr).toEqual([
          'Another hub is running on this database: give every hub the same REDIS_URL, or stop the other one.',
        ]);
      }
      expect((await fetch(`${alone.url}/api/health`)).status).toBe(200);
      await alone.stop();

      const shared = { ...environment, REDIS_URL: redis.url, HUB_SECRET: 'one secret for both of the hubs here' };
      const first = await hubs.start(await hubs.folder(), shared);
      const second = await hubs.start(await hubs.folder(), shared);
      const ada = await signedUp(first.url);
      const elsewhere = await fetch(`${second.url}/api/me`, { headers: { cookie: ada.cookie() } });
      expect(await elsewhere.json()).toMatchObject({ person: { name: 'Ada' } });
      await Promise.all([first.stop(), second.stop()]);
    } finally {
      await redis.stop();
      await database.drop();
    }
  });
});
