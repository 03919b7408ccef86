import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { environmentExample, readEnvironment } from './environment.ts';
import { StartupProblem } from './startup-problem.ts';

test('.env.example lists every variable the hub reads, with its meaning and default', async () => {
  await expect(environmentExample()).toMatchFileSnapshot(resolve(import.meta.dirname, '../../../../.env.example'));
});

test('the containers pass every setting that the guides tell to set', async () => {
  const read = (path: string) => readFile(resolve(import.meta.dirname, '../../../..', path), 'utf8');
  const guides = (await read('README.md')) + (await read('docker/README.md'));
  const settings = [...environmentExample().matchAll(/^#([A-Z_]+)=/gm)].map(([, name = '']) => name);
  const told = settings.filter((name) => guides.includes(`\`${name}`));
  expect(told).toContain('TRUSTED_PROXIES');
  const compose = await read('docker/compose.yml');
  expect(told.filter((name) => !compose.includes(`      ${name}: `))).toEqual([]);
});

test('an empty environment is a hub on port 3000', () => {
  expect(readEnvironment({})).toMatchObject({
    PORT: 3000,
    PUBLIC_URL: 'http://localhost:3000',
    publicUrlSet: false,
    MEDIA_PORTS: { min: 20000, max: 20100 },
  });
});

test('an empty value is a value not set, as in a copied example', () => {
  expect(readEnvironment({ PUBLIC_URL: '', SMTP_URL: '', PORT: '8080' })).toMatchObject({
    PUBLIC_URL: 'http://localhost:8080',
    SMTP_URL: undefined,
  });
});

test('the public address is kept as an origin', () => {
  expect(readEnvironment({ PUBLIC_URL: 'https://hub.example.org/' }).PUBLIC_URL).toBe('https://hub.example.org');
});

test('a public address with a path is refused, as it would be lost', () => {
  expect(readEnvironment({ PUBLIC_URL: 'https://hub.example.org:8443' }).PUBLIC_URL).toBe(
    'https://hub.example.org:8443',
  );
  for (const PUBLIC_URL of ['https://example.org/hub', 'https://example.org/?hub', 'hub.example.org'])
    expect(() => readEnvironment({ PUBLIC_URL })).toThrow(/^The environment is wrong: PUBLIC_URL /);
});

test('proxies are named by addresses and networks', () => {
  const proxies = '10.0.0.0/8, 192.0.2.1,::1,2001:db8::/32';
  expect(readEnvironment({ TRUSTED_PROXIES: proxies }).TRUSTED_PROXIES).toHaveLength(4);
  for (const TRUSTED_PROXIES of ['proxy', 'proxy.example.org', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0'])
    expect(() => readEnvironment({ TRUSTED_PROXIES })).toThrow(
      'TRUSTED_PROXIES must be addresses or networks, not names',
    );
});

test('everything wrong is named in one sentence', () => {
  const wrong = { PORT: 'eighty', DATABASE_URL: 'mysql://x', MEDIA_PORTS: '5-4', HUB_ZONE: 'Europe/Essen' };
  expect(() => readEnvironment(wrong)).toThrow(StartupProblem);
  expect(() => readEnvironment(wrong)).toThrow(/PORT .*DATABASE_URL .*|HUB_ZONE .*/);
  expect(() => readEnvironment({ MEDIA_PORTS: '5-4' })).toThrow('MEDIA_PORTS is no range of ports');
});
