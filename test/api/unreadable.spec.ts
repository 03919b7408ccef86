import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { errors } from '@hubwerk/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

/** Sends bytes as they are; answers the status and the body of what comes back before the hub hangs up. */
async function send(bytes: string): Promise<{ status: number; body: unknown }> {
  const { hostname, port } = new URL(hub.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(bytes);
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), body: JSON.parse(body) };
}

test('what the HTTP parser refuses is answered from the error catalogue, and the next request as ever', async () => {
  const request = (line: string, ...headers: string[]) => [line, 'host: hub', ...headers, '', ''].join('\r\n');
  const refused = (code: keyof typeof errors) => ({
    status: errors[code].status,
    body: { code, message: errors[code].de, requestId: expect.any(String) },
  });
  expect(await send(request('GET /api/health HTTP/1.1', 'connection: close'))).toMatchObject({ status: 200 });
  expect(await send(request(`GET /api/health?q=${'x'.repeat(20_000)} HTTP/1.1`))).toEqual(refused('head_too_large'));
  expect(await send(request('GET /api/health HTTP/1.1', `cookie: ${'x'.repeat(20_000)}`))).toEqual(
    refused('head_too_large'),
  );
  expect(await send('this is no HTTP\r\n\r\n')).toEqual(refused('unreadable'));
  expect(await send(request('GET /api/health HTTP/1.1', 'connection: close'))).toMatchObject({ status: 200 });
});
