import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Sockets } from '../../apps/hub/src/platform/sockets/sockets.ts';
import { startTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.close());

test('a connection that the hub has ended comes back by itself while its person is signed in, and not after', async () => {
  const person = await hub.person('Deniz');
  const socket = person.socket();
  const lost: string[] = [];
  let connected = 0;
  socket.onLost((reason) => lost.push(reason));
  socket.onConnected(() => (connected += 1));
  await vi.waitFor(() => expect(connected).toBe(1));
  hub.running.app.get(Sockets).disconnect(`person:${person.id}`);
  await vi.waitFor(() => expect(connected).toBe(2), { timeout: 10_000 });
  expect(lost).toEqual(['io server disconnect']);
  await person.hub.call('POST /api/sign-out');
  await vi.waitFor(() => expect(lost.at(-1)).toBe('signed_out'), { timeout: 10_000 });
  expect(lost).toHaveLength(3);
  expect(connected).toBe(2);
  socket.close();
});
