import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isNear } from './is-near.ts';

const server = createServer((asked, answer) => void answer.end(String(isNear(asked))));
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

function ask(headers: Record<string, string>): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', headers: { host: `localhost:${port}`, ...headers } }, (answer) => {
      answer.setEncoding('utf8').on('data', resolve);
    });
    asked.on('error', reject).end();
  });
}

test('a browser on this machine is near, by each of its own names', async () => {
  for (const host of ['localhost:3000', '127.0.0.1:3000', '127.1.2.3', '[::1]:3000'])
    expect([host, await ask({ host })]).toEqual([host, 'true']);
  expect(await ask({ origin: 'http://localhost:3000' })).toBe('true');
});

test('a proxy on this machine is not, whichever header gives it away', async () => {
  for (const name of ['x-forwarded-for', 'X-Forwarded-Proto', 'forwarded', 'via', 'x-real-ip'])
    expect([name, await ask({ [name]: 'x' })]).toEqual([name, 'false']);
});

test('one that gives itself away by the name it was asked by is not either, nor is a name that was made to point here', async () => {
  for (const host of ['hub.example.org', 'localhost.evil.example', '127.0.0.1.evil.example', '192.0.2.1'])
    expect([host, await ask({ host })]).toEqual([host, 'false']);
  expect(await ask({ origin: 'https://evil.example' })).toBe('false');
  expect(await ask({ origin: 'null' })).toBe('false');
});
