import {
  messages,
  permissions,
  roles,
  routes,
  type Permission,
  type Role,
  type Route,
  type SocketRequest,
} from '@hubwerk/contracts';
import * as fc from 'fast-check';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test, vi, type MockInstance } from 'vitest';
import { GrantService } from '../../apps/hub/src/identity/grant.service.ts';
import { Log } from '../../apps/hub/src/platform/log.ts';
import { RateLimits } from '../../apps/hub/src/platform/rate-limits.ts';
import { handledMessages } from '../../apps/hub/src/platform/sockets/handled-messages.ts';
import { oneOfEach } from '../support/one-of-each.ts';
import { inputFor, takesTimes, type KnownIds } from '../support/schema-arbitrary.ts';
import { startTestHub, type TestHub, type TestPerson, type Visitor } from '../support/test-hub.ts';

const all = Object.entries<Route>(routes);
const runs = 25;

let hub: TestHub;
let admin: TestPerson;
let attendee: TestPerson;
let eventId: string;
let ids: KnownIds;
let complaints: MockInstance<Log['error']>;
beforeAll(async () => {
  hub = await startTestHub();
  // Whoever asks as much as this test does is soon refused for that alone, and tries nothing behind the door.
  const limits = hub.running.app.get(RateLimits);
  for (const limit of ['spend', 'spendOnMessage'] as const) vi.spyOn(limits, limit).mockResolvedValue();
  complaints = vi.spyOn(hub.running.app.get(Log), 'error');
  admin = await hub.withRole('Admin', 'admin');
  attendee = await hub.person('Attendee', { verified: true });
  const event = await admin.hub.call('POST /api/events', {
    body: { slug: 'fuzzed', kind: 'conference', format: 'hybrid', title: { de: 'Konferenz' }, zone: 'Europe/Berlin' },
  });
  eventId = event.id;
  ids = await oneOfEach(hub, admin, attendee, Buffer.from(pixel, 'base64'));
});
afterAll(() => hub.close());

/** Sends a route whatever it is given, past the typed client. */
async function send(
  who: Visitor,
  route: Route,
  input: { params?: unknown; query?: unknown; body?: unknown },
): Promise<Response> {
  const params = (input.params ?? {}) as Record<string, unknown>;
  const path = route.path.replace(
    /:(\w+)/g,
    (_, name: string) =>
      encodeURIComponent(
        asText(params[name] ?? known(name))
          .slice(0, 1000)
          .toWellFormed(),
      ) || 'x',
  );
  // Longer addresses are refused by the HTTP parser before any route is known.
  const query = new URLSearchParams(
    Object.entries(input.query ?? {})
      .slice(0, 10)
      .map(([name, value]) => [name, asText(value).slice(0, 1000).toWellFormed()]),
  );
  const body = route.method === 'GET' ? undefined : JSON.stringify(input.body);
  return who.fetch(`${path}?${query}`, {
    method: route.method,
    ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
  });
}

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Forms whose parts are right most of the time, and now and then bytes that are no form at all. */
function formFor(route: Route): fc.Arbitrary<{ body: BodyInit; headers?: Record<string, string> }> {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((json) => Buffer.from(json)),
    fc.constantFrom(Buffer.from(pixel, 'base64'), Buffer.from('%PDF-1.4'), Buffer.from('<schedule><day/></schedule>')),
  );
  const file = fc.tuple(fc.constantFrom('file', 'file', 'file', '__proto__'), content, fc.string({ maxLength: 60 }));
  const fields = fc.dictionary(
    fc.constantFrom('purpose', 'file', '__proto__', 'x'),
    fc.constantFrom('document', '\u0000', ''),
    { maxKeys: 2 },
  );
  const right = inputFor(route.body).map((body) => (typeof body === 'object' && body !== null ? body : {}));
  const form = fc.tuple(
    right,
    fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, fields),
    fc.array(file, { maxLength: 2, minLength: 1 }),
  );
  return fc.oneof(
    {
      weight: 6,
      arbitrary: form.map(([body, more, files]) => {
        const made = new FormData();
        for (const [name, value] of Object.entries({ ...body, ...more })) made.append(name, asText(value));
        for (const [name, bytes, called] of files) made.append(name, new File([bytes], called.toWellFormed()));
        return { body: made };
      }),
    },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => ({
        body: Buffer.from(bytes),
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      })),
    },
  );
}

/** The event that exists (by its id: garbage may give it another slug); of what has an id one that names nothing. */
function known(parameter: string): string {
  if (parameter === 'event') return eventId;
  if (parameter === 'number') return '1';
  if (parameter === 'form') return 'proposals';
  return parameter === 'document' ? 'schedule.json' : '01a20000-0000-7000-8000-000000000000';
}

function asText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.toWellFormed();
}

describe('every route', () => {
  /** Routes that got past who asks and what they ask about. */
  const found = new Set<string>();

  test('has exactly one handler, and every handler a route', async () => {
    const document = (await (await hub.visitor().fetch('/api/openapi.json')).json()) as {
      paths: Record<string, object>;
    };
    const described = Object.entries(document.paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(all.map(([, { key }]) => key.replace(/:(\w+)/g, '{$1}')).toSorted());
    for (const [, route] of all) {
      const answer = await send(hub.visitor(), route, {});
      const unhandled = answer.status === 404 && !route.path.includes(':') && route.access === 'public';
      expect([route.key, unhandled]).toEqual([route.key, false]);
    }
  });

  test.each(all.filter(([, { access }]) => access !== 'public'))(
    '%s is closed to who is signed out',
    async (_, route) => {
      expect((await send(hub.visitor(), route, {})).status).toBe(401);
    },
  );

  test.each(all)('%s answers garbage with an error of the catalogue, never with 500', async (_, route) => {
    const people = [hub.visitor(), attendee, admin];
    // What one route takes away is still to be there for the next.
    const removes = route.method === 'DELETE' && route.path.includes(':');
    const there = removes ? await oneOfEach(hub, admin, attendee, Buffer.from(pixel, 'base64')) : ids;
    const input = fc.record({
      params: inputFor(route.params, there),
      query: inputFor(route.query, there),
      body: inputFor(route.body, there),
    });
    await fc.assert(
      fc.asyncProperty(input, fc.constantFrom(...people), async (parts, who) => {
        // Signing out would end the run for everybody after it.
        const sender = route.key === 'POST /api/sign-out' ? hub.visitor() : who;
        const response = await send(sender, route, parts);
        if (![400, 401, 404].includes(response.status)) found.add(route.key);
        expect([response.status, response.status < 500]).toEqual([response.status, true]);
        if (response.status >= 400) {
          expect(await response.json()).toMatchObject({ code: expect.any(String), message: expect.any(String) });
        }
      }),
      { numRuns: takesTimes(route) ? runs * 12 : runs, endOnFailure: true },
    );
  });

  test('most routes that name a thing were asked about one that is there', () => {
    const naming = all.filter(([, { path }]) => /:(?!event\b)\w+/.test(path)).map(([, { key }]) => key);
    const missed = naming.filter((key) => !found.has(key));
    expect(missed.length).toBeLessThan(naming.length / 2);
  });

  test.each(all.filter(([, { upload }]) => upload))('%s answers forms of garbage too', async (_, route) => {
    const reached = new Set<number>();
    await fc.assert(
      fc.asyncProperty(formFor(route), fc.constantFrom(attendee, admin), async (form, who) => {
        const path = route.path.replace(/:(\w+)/g, (__, name: string) => known(name));
        const response = await who.fetch(path, { method: route.method, ...form });
        reached.add(response.status);
        expect([response.status, response.status < 500]).toEqual([response.status, true]);
        if (response.status >= 400)
          expect(await response.json()).toMatchObject({ code: expect.any(String), message: expect.any(String) });
      }),
      { numRuns: runs * 2, endOnFailure: true },
    );
    // Garbage that is all refused at the door tries nothing behind it.
    expect([...reached]).toContain(route.status);
    const { sql } = hub.database.database;
    const underWay = () => sql`select id from schedule_imports where state in ('waiting', 'running')`;
    await expect.poll(underWay, { timeout: 60_000 }).toEqual([]);
    expect(await sql`select id from schedule_imports where state = 'failed'`).toEqual([]);
  });

  test('that an organiser changes something by leaves an audit entry', () => {
    const unaudited = complaints.mock.calls.filter(([, message]) => message === 'a change left no audit entry');
    expect(unaudited).toEqual([]);
  });
});

describe('the permission table', () => {
  const guarded = all.flatMap(([name, route]) =>
    typeof route.access === 'object' ? [{ name, route, can: route.access.can }] : [],
  );
  const cases = guarded.flatMap((one) => roles.map((role) => ({ ...one, role, allowed: allows(one.can, role) })));
  const holders = new Map<Role, TestPerson>();

  beforeAll(async () => {
    for (const role of roles) {
      const person = await hub.person(`Holder of ${role}`);
      const onHub = role === 'admin' || role === 'partner' || role === 'organiser';
      await hub.database.database.transaction((tx) =>
        hub.running.app.get(GrantService).give(tx, person.id, role, onHub ? {} : { eventId }),
      );
      holders.set(role, person);
    }
  });

  test.each(cases)('$name for a $role: $allowed', async ({ route, role, allowed }) => {
    const person = holders.get(role);
    if (!person) throw new Error('no holder');
    // Input that is wrong beyond the path, so that what is allowed is refused for its content and changes nothing.
    const response = await send(person, route, { query: { unknown: 'x' }, body: { unknown: 'x' } });
    const { code } = response.ok ? { code: 'done' } : ((await response.json()) as { code: string });
    if (allowed) expect(reached(route)).toContain(code);
    else expect(code).toBe('not_found');
  });
});

const allows = (permission: Permission, role: Role) =>
  (permissions[permission].roles as readonly Role[]).includes(role);

/** What the code behind the guard may answer to input that is wrong, or to a thing inside the event that is not there. */
const reached = (route: Route) => [
  ...(route.upload ? ['wrong_type'] : []),
  ...(route.body || route.query ? ['invalid_input'] : ['done', 'not_possible_now', 'already_done']),
  ...(/:(?!event\b)\w+/.test(route.path) && !route.body && !route.query ? ['not_found'] : []),
];

describe.runIf(Object.keys(messages).length)('every socket message', () => {
  let socket: Socket;
  beforeAll(async () => {
    socket = io(hub.url, { transports: ['websocket'], extraHeaders: { cookie: attendee.cookie() } });
    await new Promise((connected) => socket.once('connect', () => connected(undefined)));
  });
  afterAll(() => void socket.close());

  test('has a handler', () => {
    const declared = Object.values<SocketRequest>(messages).map(({ name }) => name);
    expect([...handledMessages(hub.running.app)].toSorted()).toEqual(declared.toSorted());
  });

  test.each([...Object.entries<SocketRequest>(messages), ['unknown', undefined] as const])(
    '%s is answered whatever is sent',
    async (_, message) => {
      const name = message?.name ?? 'nobody:knows';
      // Rooms of live video are called by what they belong to.
      const room = ['stage', 'meeting'].flatMap((kind) => (ids[kind] ?? []).map((id) => `${kind}:${id}`));
      const payloads = fc.array(inputFor(message?.payload, { ...ids, room }), { minLength: 0, maxLength: 2 });
      await fc.assert(
        fc.asyncProperty(payloads, async (sent) => {
          const ack: unknown = await socket.timeout(5000).emitWithAck(name, ...sent);
          if (typeof ack !== 'object' || ack === null || !('ok' in ack))
            throw new Error(`no ack: ${JSON.stringify(ack)}`);
          expect(ack).not.toMatchObject({ error: { code: 'internal_error' } });
        }),
        { numRuns: runs, endOnFailure: true },
      );
    },
  );

  test('a socket without a sign-in gets no further than the door', async () => {
    const stranger = io(hub.url, { transports: ['websocket'], reconnection: false });
    expect(await new Promise((refused) => stranger.once('connect_error', ({ message }) => refused(message)))).toBe(
      'signed_out',
    );
    stranger.close();
  });
});
