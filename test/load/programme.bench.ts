// npm run bench -- programme: the warnings of a large draft, all at once and after one move; the release of a large draft and
// the import of FOSDEM's programme (where it lies beside the repository), in a running hub.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgrammeCheck } from '@hubwerk/scheduling';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import { connect } from '../../apps/hub/src/database/connection.ts';
import { startEmbeddedServer } from '../../apps/hub/src/database/embedded-server.ts';
import { naiveWarnings } from '../../libs/scheduling/src/warnings/naive-warnings.fixture.ts';
import { freePort } from '../support/free-port.ts';
import { realProgrammes } from '../support/programme.ts';
import { type BuiltHub, startBuiltHub } from './support/built-hub.ts';
import { calibrationMs } from './support/calibration.ts';
import { largeDraft } from './support/large-draft.ts';
import { median } from './support/median.ts';
import { printFigure } from './support/print-figure.ts';
import { signedUp } from './support/signed-up.ts';

const rounds = 15;
const calibration_ms = calibrationMs();

const draft = largeDraft();
const check = new ProgrammeCheck(draft);
const [all, naive] = [check.warnings.length, naiveWarnings(draft).length];
if (all !== naive || all < 100) throw new Error(`${all} warnings, by comparing everything ${naive}`);
const full = medianMs(rounds, () => new ProgrammeCheck(draft).warnings);
figure('1,000 sessions, all warnings', full, 'ms', 50);
figure('1,000 sessions, one move', medianMs(1000, moveOne), 'ms', 5);
const naiveMs = medianMs(3, () => naiveWarnings(draft));
printFigure({
  bench: 'programme',
  figure: '1,000 sessions, all warnings, against comparing everything with everything',
  value: full,
  unit: 'ms',
  baseline: naiveMs,
  ratio: full / naiveMs,
  goal: 1,
});

const place = mkdtempSync(join(tmpdir(), 'hubwerk-programme-'));
const server = await startEmbeddedServer({ directory: join(place, 'postgres'), log: () => undefined });
const sql = connect(server.connection, { max: 1 });
let hub: BuiltHub | undefined;
try {
  hub = await startBuiltHub({ port: await freePort(), folder: join(place, 'data'), database: server.connection });
  const { url } = hub;
  const { cookie, personId } = await signedUp(url, 'organiser@example.org');
  await sql`insert into grants (id, person_id, role) values (gen_random_uuid(), ${personId}, 'admin')`;
  const call = async <Answer>(path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    headers.set('origin', url);
    const response = await fetch(`${url}${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const post = <Answer>(path: string, body: object) =>
    call<Answer>(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': v7() },
    });

  await seed(sql);
  const releasing: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    await post('/api/events/large/releases', {});
    releasing.push((performance.now() - began) / 1000);
  }
  const { sessions } = await call<{ sessions: unknown[] }>('/api/events/large/schedule');
  if (sessions.length !== 1000) throw new Error(`${sessions.length} sessions were released`);
  figure('1,000 sessions, release', median(releasing), 's', 2);

  const fosdem = join(realProgrammes, 'fosdem-2024.xml');
  if (existsSync(fosdem)) {
    const importing: number[] = [];
    for (let round = 0; round < 5; round += 1) importing.push(await importing1(`fosdem-${round}`, fosdem));
    figure('import of fosdem-2024.xml', median(importing), 's', 3);
  } else console.error(`${fosdem} is not there: its import is left out.`);

  async function importing1(slug: string, path: string): Promise<number> {
    const about = { kind: 'conference', format: 'in_person', title: { en: slug }, zone: 'Europe/Brussels' };
    await post('/api/events', { slug, ...about });
    const body = new FormData();
    body.append('file', new File([readFileSync(path)], 'fosdem-2024.xml'));
    const began = performance.now();
    const headers = { 'idempotency-key': v7() };
    const { id } = await call<{ id: string }>(`/api/events/${slug}/imports`, { method: 'POST', body, headers });
    for (;;) {
      const { state } = await call<{ state: string }>(`/api/events/${slug}/imports/${id}`);
      if (state === 'done') return (performance.now() - began) / 1000;
      if (state !== 'waiting' && state !== 'running') throw new Error(`the import was ${state}`);
      await new Promise((resume) => setTimeout(resume, 20));
    }
  }
} finally {
  await hub?.stop();
  await sql.end();
  await server.stop();
  rmSync(place, { recursive: true, force: true });
}

/** Moves each session in turn by five minutes, and back the next time. */
function moveOne(round: number): void {
  const session = draft.sessions[(round * 7) % draft.sessions.length];
  if (!session) throw new Error('no session');
  const by = (round % 2 === 0 ? 5 : -5) * 60_000;
  const moved = (time: string | null) => (time === null ? null : new Date(Date.parse(time) + by).toISOString());
  const { roomId, startsAt, endsAt } = session.slot;
  check.put({ ...session, slot: { roomId, startsAt: moved(startsAt), endsAt: moved(endsAt) } });
  check.warnings.at(0);
}

function medianMs(times: number, work: (round: number) => unknown): number {
  return median(
    Array.from({ length: times }, (_, round) => {
      const began = performance.now();
      work(round);
      return performance.now() - began;
    }),
  );
}

/** A public event with 1,000 placed sessions in 60 rooms, with texts, of 700 speakers. */
async function seed(db: Sql): Promise<void> {
  const eventId = v7();
  const ids = (count: number) => Array.from({ length: count }, () => v7());
  const [rooms, sessions, persons, speakers] = [ids(60), ids(1000), ids(700), ids(700)];
  const text = JSON.stringify({
    en: `${'What we learnt, *what it costs* and who can join. '.repeat(12)}\n\n- one\n- two`,
  });
  await db`insert into events (id, slug, kind, format, title, zone, published_at)
    values (${eventId}, 'large', 'conference', 'hybrid', '{"en":"Large"}', 'Europe/Berlin', now())`;
  await db`insert into rooms (id, event_id, name, position)
    select id, ${eventId}, 'Room ' || place, place from unnest(${rooms}::uuid[]) with ordinality room (id, place)`;
  await db`insert into persons (id, name, language) select id, 'Person ' || id, 'de' from unnest(${persons}::uuid[]) id`;
  await db`insert into speakers (id, event_id, person_id, name, biography)
    select id, ${eventId}, person_id, 'Speaker ' || id, ${text}::text::jsonb
    from unnest(${speakers}::uuid[], ${persons}::uuid[]) speaker (id, person_id)`;
  await db`insert into sessions (id, event_id, title, abstract, description)
    select id, ${eventId}, '{"en":"A talk"}', ${text}::text::jsonb, ${text}::text::jsonb from unnest(${sessions}::uuid[]) id`;
  await db`insert into slots (session_id, room_id, starts_at, ends_at)
    select id, (${rooms}::uuid[])[1 + place % 60], start, start + interval '1 hour'
    from unnest(${sessions}::uuid[]) with ordinality session (id, place),
      lateral (select timestamptz '2035-09-05 08:00Z' + place / 60 * interval '75 minutes' as start) at`;
  await db`insert into session_speakers (session_id, speaker_id, position)
    select id, (${speakers}::uuid[])[1 + place % 700], 0 from unnest(${sessions}::uuid[]) with ordinality session (id, place)`;
  await db`analyze`;
}

function figure(name: string, value: number, unit: string, goal: number): void {
  printFigure({ bench: 'programme', figure: name, value, unit, baseline: null, ratio: null, goal, calibration_ms });
}
