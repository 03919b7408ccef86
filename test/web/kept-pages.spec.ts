import { afterAll, beforeAll, expect, test } from 'vitest';
import { DemoOffer } from '../../apps/hub/src/identity/demo-offer.service.ts';
import { createEvent, fixture, importFile, publish, release } from '../support/programme.ts';
import { startTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  hub.running.app.get(DemoOffer).open = true;
  const organiser = await hub.withRole('Organiser', 'organiser');
  await createEvent(organiser, 'nacht');
  await organiser.hub.call('POST /api/events/:event/publication', { params: { event: 'nacht' } });
});
afterAll(() => hub.close());

const far = { 'x-forwarded-for': '203.0.113.7' };
const read = async (path: string, headers = {}) => {
  const response = await fetch(hub.url + path, {
    headers: { 'accept-language': 'de', 'accept-encoding': 'br', ...headers },
  });
  expect(response.status).toBe(200);
  return { text: await response.text(), kept: response.headers.get('etag')?.endsWith('-br"') ?? false };
};

test('a kept page says nothing of who asked for it first, and the demo is offered to this machine alone', async () => {
  // Here the two differ, so a page that both of them get must not have it.
  const offers = async (headers = {}) => (await read('/sign-in', headers)).text.includes('demo:true');
  expect([await offers(), await offers(far), await offers()]).toEqual([true, false, true]);
  for (const path of ['/', '/events/nacht', '/events/nacht/__data.json']) {
    await read(path);
    const page = await read(path, far);
    expect([path, page.kept, /\bdemo\b"?:/.test(page.text)]).toEqual([path, true, false]);
  }
});

test('a page is kept as such, and not for everything that anybody may write behind it', async () => {
  const keptAt = async (path: string) => {
    await read(path);
    return (await read(path)).kept;
  };
  const days = '/events/nacht/schedule';
  for (const path of [
    '/',
    '/events/nacht',
    days,
    `${days}?view=list`,
    `${days}?day=all`,
    '/events/nacht/__data.json?x-sveltekit-invalidated=001',
  ]) {
    expect([path, await keptAt(path)]).toEqual([path, true]);
  }
  for (const path of [
    '/?x=1',
    '/events/nacht?x=1',
    `${days}?view=list&x=1`,
    `${days}?day=2000-01-01`,
    `${days}?q=a`,
    '/events/nacht/__data.json?x-sveltekit-invalidated=2',
  ]) {
    expect([path, await keptAt(path)]).toEqual([path, false]);
  }
});

/** Locks every table of the hub until it is told to let go: whoever asks the database for anything waits. */
async function lockDatabase(): Promise<() => Promise<void>> {
  const { sql } = hub.database.database;
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public'`;
  const held = await sql.reserve();
  await held.unsafe(`begin; lock table ${tables.map(({ name }) => name).join(', ')} in access exclusive mode`);
  return async () => {
    await held.unsafe('rollback');
    held.release();
  };
}

test('public pages and feeds ask the database nothing, and are not sent to who has them', async () => {
  const organiser = await hub.withRole('Somebody', 'organiser');
  await createEvent(organiser, 'lichthof');
  await importFile(organiser, 'lichthof', fixture('lichthof-nights.json'));
  await release(organiser, 'lichthof', 'erste Fassung');
  await publish(organiser, 'lichthof');
  const { text: schedule } = await read('/events/lichthof/schedule');
  const session = /href="(\/events\/lichthof\/schedule\/[0-9a-f-]{36})"/.exec(schedule)?.[1] ?? '';
  const { text: speakers } = await read('/events/lichthof/speakers');
  const speaker = /href="(\/events\/lichthof\/speakers\/[0-9a-f-]{36})"/.exec(speakers)?.[1] ?? '';
  const api = '/api/events/lichthof';
  const paths = [
    '/',
    '/events/lichthof',
    '/events/lichthof/schedule',
    '/events/lichthof/schedule?view=list',
    '/events/lichthof/schedule?day=all',
    '/events/lichthof/schedule/changes/1',
    session,
    '/events/lichthof/speakers',
    speaker,
    `${api}/calendar.ics`,
    `/api${session.replace('/schedule/', '/schedule/sessions/')}/calendar.ics`,
    `${api}/export/schedule.json`,
    `${api}/export/schedule.xml`,
    `${api}/releases/atom.xml`,
    `${api}/releases/rss.xml`,
  ];
  const first = new Map<string, string>();
  for (const path of paths) first.set(path, (await read(path)).text);

  const letGo = await lockDatabase();
  let waiting = true;
  // Who is signed in gets a page of their own, which shows that a page that asks something waits.
  const own = organiser.fetch('/events/lichthof/schedule').then((response) => {
    waiting = false;
    return response.status;
  });
  try {
    for (const path of paths) {
      const again = await fetch(hub.url + path, { headers: { 'accept-language': 'de', 'accept-encoding': 'br' } });
      expect([path, again.status, (await again.text()) === first.get(path)]).toEqual([path, 200, true]);
      const etag = again.headers.get('etag') ?? '';
      const headers = { 'accept-language': 'de', 'if-none-match': etag };
      expect([path, (await fetch(hub.url + path, { headers })).status]).toEqual([path, 304]);
    }
    expect(waiting).toBe(true);
  } finally {
    await letGo();
  }
  expect(await own).toBe(200);
});
