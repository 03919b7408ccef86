import { randomUUID } from 'node:crypto';
import type { HubSocket } from '@hubwerk/client/socket';
import type { ChatLine } from '@hubwerk/contracts';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { v7 } from 'uuid';
import { ConversationService } from '../../apps/hub/src/conversations/conversation.service.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let ada: TestPerson;
let bert: TestPerson;
let moderator: TestPerson;
let stranger: TestPerson;
const open: HubSocket[] = [];
let channel: string;

beforeAll(async () => {
  hub = await startTestHub();
  ada = await hub.person('Ada');
  bert = await hub.person('Bert');
  moderator = await hub.person('Moderator');
  stranger = await hub.person('Stranger');
  hub.running.app.get(ConversationService).own('meeting', async (_, { personId }) => ({
    read: personId !== stranger.id,
    say: personId === ada.id || personId === bert.id,
    moderate: personId === moderator.id,
  }));
});
beforeEach(async () => {
  channel = await openChannel('meeting');
});
afterAll(async () => {
  for (const socket of open) socket.close();
  await hub.close();
});

function openChannel(kind: 'meeting' | 'booth_contact'): Promise<string> {
  const conversations = hub.running.app.get(ConversationService);
  return hub.database.database.transaction((tx) => conversations.open(tx, kind, v7()));
}

function socketOf(person: TestPerson): HubSocket {
  const socket = person.socket();
  open.push(socket);
  return socket;
}

/** A socket in the channel and everything it hears there. */
async function listener(person: TestPerson) {
  const socket = socketOf(person);
  const heard: ChatLine[] = [];
  socket.on('chat:said', ({ channel: where, line }) => where === channel && heard.push(line));
  const joined = await socket.request('chat:join', { channel });
  return { socket, heard, joined };
}

const say = (socket: HubSocket, text: string, token: string = randomUUID()) =>
  socket.request('chat:say', { channel, text, token });

test('what is said reaches everybody who joined, in one order without holes', async () => {
  const [a, b, m] = [await listener(ada), await listener(bert), await listener(moderator)];
  expect(m.joined).toEqual({ sequence: 0, say: false, moderate: true });
  const spoken = await Promise.all(
    Array.from({ length: 40 }, (_, index) => say(index % 2 ? a.socket : b.socket, `line ${index}`)),
  );
  expect(spoken.map(({ sequence }) => sequence).toSorted((x, y) => x - y)).toEqual(
    Array.from({ length: 40 }, (_, i) => i + 1),
  );
  await vi.waitFor(() => expect(m.heard).toHaveLength(40));
  const { items } = await moderator.hub.call('GET /api/channels/:channel/lines', { params: { channel } });
  expect(m.heard.toSorted((x, y) => x.sequence - y.sequence)).toEqual(items);
  expect(items[0]?.author?.name).toMatch(/Ada|Bert/);
});

test('a sequence read before it is written is given out twice: the lock is what prevents it', async () => {
  const { database } = hub.database;
  const naive = async () => {
    const [row] = await database.sql<
      { last: number }[]
    >`select last_sequence as last from channels where id = ${channel}`;
    await new Promise((resolve) => setTimeout(resolve, 20));
    const next = (row?.last ?? 0) + 1;
    await database.sql`update channels set last_sequence = ${next} where id = ${channel}`;
    return next;
  };
  const given = await Promise.all([naive(), naive(), naive()]);
  expect(new Set(given).size).toBeLessThan(3);
});

test('who was away asks for the gap and misses nothing, not even what was taken away', async () => {
  const a = await listener(ada);
  const first = await say(a.socket, 'one');
  for (const text of ['two', 'three', 'four']) await say(a.socket, text);
  await socketOf(moderator).request('chat:remove', { channel, sequence: 2 });
  const read = (query: object) => bert.hub.call('GET /api/channels/:channel/lines', { params: { channel }, query });
  const gap = await read({ after: first.sequence });
  expect(gap.items.map(({ sequence, text, removes }) => ({ sequence, text, removes }))).toEqual([
    { sequence: 2, text: null, removes: null },
    { sequence: 3, text: 'three', removes: null },
    { sequence: 4, text: 'four', removes: null },
    { sequence: 5, text: null, removes: 2 },
  ]);
  const page = await read({ after: 1, limit: 2 });
  expect(page).toMatchObject({ items: [{ sequence: 2 }, { sequence: 3 }], next: '3' });
  expect((await read({ limit: 2 })).items.map(({ sequence }) => sequence)).toEqual([4, 5]);
});

test('a line said twice with one token stands once, also when both arrive at once', async () => {
  const a = await listener(ada);
  const token = randomUUID();
  const answers = await Promise.all([
    say(a.socket, 'hello', token),
    say(a.socket, 'hello', token),
    say(a.socket, 'hello', token),
  ]);
  expect(answers).toEqual([answers[0], answers[0], answers[0]]);
  await say(a.socket, 'next');
  await vi.waitFor(() => expect(a.heard.map(({ text }) => text)).toEqual(['hello', 'next']));
});

test('who may not read learns nothing, who may not speak cannot, and only a moderator removes', async () => {
  const a = await listener(ada);
  await say(a.socket, 'hello');
  const outside = socketOf(stranger);
  const refused = { code: 'not_found' };
  await expect(outside.request('chat:join', { channel })).rejects.toMatchObject(refused);
  await expect(say(outside, 'I am in')).rejects.toMatchObject(refused);
  await expect(stranger.hub.call('GET /api/channels/:channel/lines', { params: { channel } })).rejects.toMatchObject(
    refused,
  );
  await expect(say(socketOf(moderator), 'mine')).rejects.toMatchObject({ code: 'not_possible_now' });
  await expect(a.socket.request('chat:remove', { channel, sequence: 1 })).rejects.toMatchObject(refused);
  const unowned = await openChannel('booth_contact');
  await expect(a.socket.request('chat:join', { channel: unowned })).rejects.toMatchObject(refused);
});

test('a removed line is gone for everybody, and who removed it is on record', async () => {
  const a = await listener(ada);
  await say(a.socket, 'rude');
  const m = socketOf(moderator);
  await m.request('chat:remove', { channel, sequence: 1 });
  await vi.waitFor(() => expect(a.heard.at(-1)).toMatchObject({ sequence: 2, removes: 1, text: null }));
  await expect(m.request('chat:remove', { channel, sequence: 1 })).rejects.toMatchObject({ code: 'already_done' });
  const stored = await hub.database.database.sql`select text from lines where channel_id = ${channel}`;
  expect(stored.map(({ text }) => text)).toEqual([null, null]);
  const [entry] = await hub.database.database
    .sql`select actor_id from audit_entries where action = 'line.removed' order by id desc limit 1`;
  expect(entry).toMatchObject({ actor_id: moderator.id });
});

test('every wrong message is answered with what is wrong', async () => {
  const a = await listener(ada);
  const send = (payload: unknown) => a.socket.request('chat:say', payload as never);
  await expect(send({ channel, text: '  ', token: randomUUID() })).rejects.toMatchObject({
    issues: [{ path: ['payload', 'text'] }],
  });
  await expect(send({ channel, text: 'x'.repeat(1001), token: randomUUID() })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(send({ channel, text: 'x' })).rejects.toMatchObject({ issues: [{ path: ['payload', 'token'] }] });
  await expect(send(undefined)).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(send('text')).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(send({ channel: randomUUID(), text: 'x', token: randomUUID() })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(send({ channel: v7(), text: 'x', token: randomUUID() })).rejects.toMatchObject({ code: 'not_found' });
});
