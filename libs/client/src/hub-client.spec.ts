import { expect, test } from 'vitest';
import { createHubClient } from './hub-client.ts';

/** A network that loses every answer, and what was sent into it. */
function losingNetwork() {
  const keys: (string | null)[] = [];
  const hub = createHubClient({
    origin: 'https://hub.example',
    fetch: async (_, init) => {
      keys.push(new Headers(init?.headers).get('idempotency-key'));
      throw new TypeError('network lost');
    },
  });
  return { hub, keys };
}

test('what was lost is asked again where that does nothing twice: reads, and creating under one key', async () => {
  const { hub, keys } = losingNetwork();
  await expect(hub.call('GET /api/me')).rejects.toMatchObject({ code: 'unreachable' });
  expect(keys).toEqual([null, null]);
  const params = { event: 'x' };
  await expect(hub.call('POST /api/events/:event/registrations', { params, body: {} })).rejects.toMatchObject({
    code: 'unreachable',
  });
  expect(keys.slice(2)).toEqual([expect.any(String), keys[2]]);
});

test('a link that was asked for is not asked for again by itself', async () => {
  const { hub, keys } = losingNetwork();
  const asked = hub.call('POST /api/sign-in-link', { body: { email: 'a@example.org' } });
  await expect(asked).rejects.toMatchObject({ code: 'unreachable' });
  expect(keys).toEqual([null]);
});
