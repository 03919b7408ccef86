import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHubClient, type HubClient } from '@hubwerk/client';
import { HubSocket } from '@hubwerk/client/socket';
import type { Role } from '@hubwerk/contracts';
import { startHub, type RunningHub } from '../../apps/hub/src/hub.ts';
import { GrantService } from '../../apps/hub/src/identity/grant.service.ts';
import { MediaHost } from '../../apps/hub/src/media/media-host.ts';
import { Announcements } from '../../apps/hub/src/platform/announcements.ts';
import { Clock } from '../../apps/hub/src/platform/clock.ts';
import { readEnvironment } from '../../apps/hub/src/platform/environment.ts';
import { Sockets } from '../../apps/hub/src/platform/sockets/sockets.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** A clock that stands where the test puts it, or runs when it was put nowhere. */
class TestClock extends Clock {
  #now: Date | undefined;

  set(now: string | undefined): void {
    this.#now = now === undefined ? undefined : new Date(now);
  }

  override now(): Date {
    return this.#now ?? super.now();
  }
}

/** Somebody in front of a browser: keeps cookies, calls the API, opens sockets. */
export interface Visitor {
  hub: HubClient;
  fetch: typeof fetch;
  /** The `Cookie` header as it stands. */
  cookie(): string;
  socket(): HubSocket;
}

/** A visitor who is signed in. */
export interface TestPerson extends Visitor {
  id: string;
  name: string;
  mail: string;
}

export interface TestHub {
  url: string;
  running: RunningHub;
  clock: TestClock;
  database: TestDatabase;
  visitor(): Visitor;
  /** Signs up somebody new; with a verified address where `verified` is set. */
  person(name: string, options?: { verified?: true }): Promise<TestPerson>;
  /** Somebody new with a role on the hub. */
  withRole(name: string, role: Role): Promise<TestPerson>;
  /** Breaks every connection a person has, as a lost network does. */
  dropSockets(personId: string): void;
  /** What all the hub's media workers carry. */
  inEngine(): { peers: number; streams: number; consumers: number };
  /** Ends the hub's media workers as a crash does. */
  killMediaWorkers(): void;
  /** Waits until everything announced so far was handled. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The whole hub in this process, on a database of its own; `environment` overrides what it is started with. Give the
 * `database` of another test hub to have two hubs on one database. It has live video only with `media`, a range of ports.
 */
export async function startTestHub(
  options: { environment?: Record<string, string>; database?: TestDatabase; media?: { min: number; max: number } } = {},
): Promise<TestHub> {
  const database = options.database ?? (await createTestDatabase());
  const folder = await mkdtemp(join(tmpdir(), 'hub-data-'));
  const clock = new TestClock();
  const environment = readEnvironment({
    HOST: '127.0.0.1',
    PORT: '0',
    HUB_DATA_DIR: folder,
    HUB_SECRET: 'a secret that is long enough for a test',
    HUB_DEMO: 'off',
    DATABASE_URL: database.url,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error',
    ...(options.media
      ? { MEDIA_PORTS: `${options.media.min}-${options.media.max}` }
      : { HUB_MEDIA_OFF: 'this test watches nothing' }),
    ...options.environment,
  });
  const running = await startHub(environment, clock);
  let people = 0;

  const mediaWorkers = () => running.app.get(MediaHost).assertOn().health().workers;
  const visitor = () => createVisitor(running.url);
  const person = async (name: string, { verified }: { verified?: true } = {}): Promise<TestPerson> => {
    people += 1;
    const mail = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}.${people}@example.org`;
    const browser = visitor();
    const me = await browser.hub.call('POST /api/sign-up', {
      body: { name, email: mail, password: 'correct horse battery', language: 'de' },
    });
    if (!me.person) throw new Error('sign-up did not sign in');
    if (verified) await database.database.sql`update accounts set email_verified = true where email = ${mail}`;
    return { ...browser, id: me.person.id, name, mail };
  };
  return {
    url: running.url,
    running,
    clock,
    database,
    visitor,
    person,
    async withRole(name, role) {
      const made = await person(name, { verified: true });
      await database.database.transaction((tx) => running.app.get(GrantService).give(tx, made.id, role));
      return made;
    },
    dropSockets(personId) {
      for (const socket of running.app.get(Sockets)['server']?.sockets.sockets.values() ?? []) {
        if (socket.data.asker.personId === personId) socket.conn.close();
      }
    },
    inEngine() {
      const sum = (of: 'peers' | 'streams' | 'consumers') =>
        mediaWorkers().reduce((total, each) => total + each[of], 0);
      return { peers: sum('peers'), streams: sum('streams'), consumers: sum('consumers') };
    },
    killMediaWorkers() {
      for (const { pid } of mediaWorkers()) process.kill(pid, 'SIGKILL');
    },
    settled: () => running.app.get(Announcements).settled(),
    async close() {
      await running.close();
      if (!options.database) await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function createVisitor(origin: string): Visitor {
  const cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const fetchWithCookies: typeof fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    if (cookies.size) headers.set('cookie', cookie());
    const url = typeof input === 'string' && input.startsWith('/') ? origin + input : input;
    const response = await fetch(url, { ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? [];
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return {
    hub: createHubClient({ fetch: fetchWithCookies, origin }),
    fetch: fetchWithCookies,
    cookie,
    socket: () => new HubSocket({ origin, headers: { cookie: cookie() } }),
  };
}
