// npm run bench -- pages: the public schedule of an event with 550 sessions, as somebody who is signed out gets it.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createHubClient } from '@hubwerk/client';
import type { Browser } from 'playwright-core';
import { connect } from '../../apps/hub/src/database/connection.ts';
import { launchChromium } from '../support/chromium.ts';
import { realProgrammes } from '../support/programme.ts';
import { type BuiltHub, startBuiltHub } from './support/built-hub.ts';
import { calibrationMs } from './support/calibration.ts';
import { serveEmptyPage } from './support/empty-page.ts';
import { freePort } from '../support/free-port.ts';
import { largeProgramme } from './support/large-programme.ts';
import { loadedScripts } from './support/loaded-scripts.ts';
import { median } from './support/median.ts';
import { type Figure, printFigure } from './support/print-figure.ts';
import { processCpuMs } from './support/process-cpu.ts';
import { readableSessions } from './support/readable-sessions.ts';
import { signedUp } from './support/signed-up.ts';
import { startCountingServer, StatementCounts } from './support/statement-counts.ts';
import { view, views } from './support/views.ts';

const schedulePath = '/events/gross/schedule';
const asBrowsers = { 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'de' };
const [rounds, viewsPerRound] = [9, 400];

const place = mkdtempSync(join(tmpdir(), 'hubwerk-pages-'));
const server = await startCountingServer(join(place, 'postgres'));
const sql = connect(server.connection, { max: 1 });
const common = { folder: join(place, 'data'), database: server.connection };
const programme = largeProgramme();
let hub: BuiltHub | undefined;
let browser: Browser | undefined;
try {
  hub = await startBuiltHub({ ...common, port: await freePort() });
  browser = await launchChromium();
  const organiser = await signedUp(hub.url, 'organiser@example.org');
  await sql`insert into grants (id, person_id, role) values (gen_random_uuid(), ${organiser.personId}, 'admin')`;
  const api = createHubClient({
    origin: hub.url,
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('cookie', organiser.cookie);
      return fetch(input, { ...init, headers });
    },
  });
  const release = async (event: string, name: string) =>
    api.call('POST /api/events/:event/releases', { params: { event }, body: { name } });

  const file = join(place, 'gross.json');
  writeFileSync(file, programme.json);
  await publish(hub, 'gross', file);
  await readable(hub, browser);
  await javaScript(hub, browser);
  await queries(hub, organiser.cookie);
  await releases(hub, (name) => release('gross', name));
  await realProgramme(hub, browser);
  hub = await processorTime(hub);

  /** Imports a programme and makes it public. */
  async function publish(at: BuiltHub, event: string, path: string): Promise<void> {
    await at.command('import', 'schedule', path, '--event', event, '--zone', 'Europe/Berlin');
    await api.call('POST /api/events/:event/publication', { params: { event } });
    await release(event, 'erste Fassung');
  }

  async function realProgramme(at: BuiltHub, chromium: Browser): Promise<void> {
    const fosdem = join(realProgrammes, 'fosdem-2024.xml');
    if (!existsSync(fosdem)) return;
    await publish(at, 'fosdem', fosdem);
    const first = performance.now();
    await view(`${at.url}/events/fosdem/schedule`, asBrowsers);
    print({ figure: 'FOSDEM 2024, a day rendered anew', value: performance.now() - first, unit: 'ms', goal: null });
    const { html } = await loadedScripts(chromium, `${at.url}/events/fosdem/schedule`);
    print({ figure: 'FOSDEM 2024, a day as HTML (gzip)', value: html / 1000, unit: 'kB', goal: null });
  }
} finally {
  await browser?.close();
  await hub?.stop();
  await sql.end();
  await server.stop();
  rmSync(place, { recursive: true, force: true });
}

function print(figure: Omit<Figure, 'bench' | 'baseline' | 'ratio'> & Partial<Figure>): void {
  const absolute = figure.ratio === undefined && figure.baseline === undefined;
  printFigure({
    bench: 'pages',
    baseline: null,
    ratio: null,
    ...(absolute && { calibration_ms: calibrationMs() }),
    ...figure,
  });
}

/** Sessions that a browser without scripts does not show with title, time and room: on a phone and on a desk. */
async function readable(at: BuiltHub, chromium: Browser): Promise<void> {
  let missing = 0;
  for (const [day, sessions] of Map.groupBy(programme.sessions, (session) => session.day)) {
    const raw = (await (await fetch(`${at.url}${schedulePath}?day=${day}`)).text()).replace(
      /<script.*?<\/script>/gs,
      '',
    );
    const phone = await readableSessions(chromium, `${at.url}${schedulePath}?day=${day}`, 390);
    const desk = await readableSessions(chromium, `${at.url}${schedulePath}?day=${day}&view=list`, 1440);
    missing += sessions.filter(({ title, start, room }) => {
      const line = `${title}|${start}|${room}`;
      return !raw.includes(`>${title}<`) || !phone.has(line) || !desk.has(line);
    }).length;
  }
  print({ figure: 'sessions that cannot be read without JavaScript', value: missing, unit: 'sessions', goal: 0 });
}

async function javaScript(at: BuiltHub, chromium: Browser): Promise<void> {
  const empty = await serveEmptyPage(join(place, 'empty'));
  try {
    const nothing = await loadedScripts(chromium, empty.url);
    const schedule = await loadedScripts(chromium, at.url + schedulePath);
    if (process.argv.includes('--files')) console.error(nothing.files, schedule.files);
    const value = (schedule.total - nothing.total) / 1000;
    print({ figure: 'JavaScript above an empty page (gzip)', value, unit: 'kB', goal: 20 });
    print({ figure: 'JavaScript of the empty page (gzip)', value: nothing.total / 1000, unit: 'kB', goal: null });
    print({ figure: 'scripts and data inside the page (gzip)', value: schedule.inline / 1000, unit: 'kB', goal: null });
    print({ figure: 'the whole page as HTML (gzip)', value: schedule.html / 1000, unit: 'kB', goal: null });
  } finally {
    await empty.stop();
  }
}

/** What the database says it executed for views of each public page and feed; a page for somebody shows that it would say so. */
async function queries(at: BuiltHub, cookie: string): Promise<void> {
  const html = (await view(at.url + schedulePath)).body.toString();
  const session = /href="([^"]*\/schedule\/[0-9a-f-]{36})"/.exec(html)?.[1] ?? '';
  const speakers = (await view(`${at.url}/events/gross/speakers`)).body.toString();
  const speaker = /href="([^"]*\/speakers\/[0-9a-f-]{36})"/.exec(speakers)?.[1] ?? '';
  const paths = {
    schedule: schedulePath,
    'schedule as a list': `${schedulePath}?view=list`,
    event: '/events/gross',
    session,
    speakers: '/events/gross/speakers',
    speaker,
    home: '/',
    'calendar of the event': '/api/events/gross/calendar.ics',
    'calendar of a session': `/api${session.replace('/schedule/', '/schedule/sessions/')}/calendar.ics`,
  };
  const counts = await StatementCounts.open(server, 15_000);
  const count = 200;
  for (const [name, path] of Object.entries(paths)) {
    const { body } = await view(at.url + path, asBrowsers);
    const { body: kept } = await view(at.url + path, asBrowsers);
    if (body.length === 0) throw new Error(`${path} is empty`);
    const executed = await counts.during(() => views(count, at.url + path, asBrowsers, kept.length));
    print({ figure: `queries per view, ${name}`, value: executed / count, unit: 'queries', goal: 0 });
  }
  const signedIn = await counts.during(() => view(at.url + schedulePath, { ...asBrowsers, cookie }));
  if (signedIn === 0) throw new Error('the database counted no queries for a page that needs some');
  print({ figure: 'queries per view, signed in', value: signedIn, unit: 'queries', goal: 15 });
  await counts.close();
}

/** Views of something older, asked for after the answer that a release was published, while others look all the time. */
async function releases(at: BuiltHub, publish: (name: string) => Promise<unknown>): Promise<void> {
  const paths = [schedulePath, '/api/events/gross/calendar.ics'];
  let looking = true;
  const visitor = async () => {
    while (looking) for (const path of paths) await view(at.url + path, asBrowsers);
  };
  const visitors = Array.from({ length: 4 }, visitor);
  let [asked, old] = [0, 0];
  for (let number = 0; number < 20; number += 1) {
    const before = await Promise.all(paths.map((path) => view(at.url + path, asBrowsers)));
    const name = `Fassung ${crypto.randomUUID()}`;
    await publish(name);
    const after = await Promise.all(
      paths.map((path, index) =>
        view(at.url + path, { ...asBrowsers, 'if-none-match': String(before[index]?.headers['etag']) }),
      ),
    );
    const [page, calendar] = after;
    asked += after.length;
    if (page?.status !== 200 || !unpacked(page).includes(name)) old += 1;
    if (calendar?.status !== 200) old += 1;
  }
  looking = false;
  await Promise.all(visitors);
  print({ figure: `old ones of ${asked} views after a release`, value: old, unit: 'views', goal: 0 });
}

function unpacked({ headers, body }: Awaited<ReturnType<typeof view>>): string {
  const encoding = headers['content-encoding'];
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString();
}

/** The schedule against a file of the same bytes, handed out by the same process: processor time of the server alone. */
async function processorTime(at: BuiltHub): Promise<BuiltHub> {
  const file = join(place, 'bench.html');
  for (const [encoding, suffix] of [
    ['identity', ''],
    ['gzip', '.gz'],
    ['br', '.br'],
  ] as const) {
    await view(at.url + schedulePath, { ...asBrowsers, 'accept-encoding': encoding });
    const { body } = await view(at.url + schedulePath, { ...asBrowsers, 'accept-encoding': encoding });
    writeFileSync(`${file}${suffix}`, body);
  }
  await at.stop();
  const module = new URL('support/static-file.preload.ts', import.meta.url).href;
  const again = await startBuiltHub({
    ...common,
    port: await freePort(),
    preload: { module, environment: { BENCH_FILE: file } },
  });
  for (const encoding of ['br', 'gzip']) {
    const headers = { ...asBrowsers, 'accept-encoding': encoding };
    await view(again.url + schedulePath, headers);
    const { length } = (await view(`${again.url}/bench.html`, headers)).body;
    const spent = async (path: string) => {
      const before = processCpuMs(again.pid);
      await views(viewsPerRound, again.url + path, headers, length);
      return (processCpuMs(again.pid) - before) / viewsPerRound;
    };
    const [pages, files]: [number[], number[]] = [[], []];
    for (let round = -2; round < rounds; round += 1) {
      const fileFirst = round % 2 === 0;
      const early = await spent(fileFirst ? '/bench.html' : schedulePath);
      const late = await spent(fileFirst ? schedulePath : '/bench.html');
      // The first two are for the machine to get warm.
      if (round < 0) continue;
      files.push(fileFirst ? early : late);
      pages.push(fileFirst ? late : early);
    }
    const ratio = median(pages.map((page, index) => page / (files[index] ?? NaN)));
    const [value, baseline] = [median(pages), median(files)];
    print({ figure: `server CPU per view (${encoding})`, value, unit: 'ms', baseline, ratio, goal: 2 });
  }
  return again;
}
