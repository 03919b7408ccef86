import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const config = join(root, '.dependency-cruiser.cjs');

async function violations(baseDir: string, folders: string[]): Promise<ICruiseResult['summary']> {
  const options = await extractOptions(config);
  const { output } = await cruise(folders, { ...options, baseDir, validate: true });
  if (typeof output === 'string') throw new Error('cruise answered text');
  return output.summary;
}

test('the house keeps its boundaries', async () => {
  const summary = await violations(root, ['apps/hub/src', 'apps/web/src', 'libs']);
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  // A cruise that sees nothing finds nothing.
  expect(summary.totalCruised).toBeGreaterThan(200);
  expect(summary.totalDependenciesCruised ?? 0).toBeGreaterThan(500);
});

const imports = (path: string) => `import '${path}';\nexport {};\n`;
const hub = 'apps/hub/src';

/** The smallest house that breaks each rule: files by path. */
const broken: Record<string, Record<string, string>> = {
  'no-cycles': { 'libs/a/src/one.ts': imports('./two.ts'), 'libs/a/src/two.ts': imports('./one.ts') },
  'contracts-is-a-leaf': { 'libs/contracts/src/a.ts': imports('../../client/src/b.ts'), 'libs/client/src/b.ts': '' },
  'libs-know-no-app': { 'libs/client/src/a.ts': imports('../../../apps/hub/src/b.ts'), [`${hub}/b.ts`]: '' },
  'web-knows-contracts-client-and-pure-libraries': {
    'apps/web/src/a.ts': imports('../../hub/src/b.ts'),
    [`${hub}/b.ts`]: '',
  },
  'web-takes-types-of-contracts': {
    'apps/web/src/a.ts': imports('../../../libs/contracts/src/index.ts'),
    'libs/contracts/src/index.ts': '',
  },
  'ui-knows-no-feature': { 'apps/web/src/lib/ui/a.ts': imports('../live/b.ts'), 'apps/web/src/lib/live/b.ts': '' },
  'only-media-engine-knows-mediasoup': {
    [`${hub}/media/a.ts`]: imports('mediasoup'),
    'node_modules/mediasoup/package.json': '{"name":"mediasoup","main":"index.js"}',
    'node_modules/mediasoup/index.js': '',
  },
  'platform-knows-no-feature': {
    [`${hub}/platform/a.ts`]: imports('../events/event.service.ts'),
    [`${hub}/events/event.service.ts`]: '',
  },
  'sql-in-repositories': {
    [`${hub}/events/event.service.ts`]: imports('../database/tables/event.table.ts'),
    [`${hub}/database/tables/event.table.ts`]: '',
  },
  'controllers-call-services': {
    [`${hub}/events/event.controller.ts`]: imports('./event.repository.ts'),
    [`${hub}/events/event.repository.ts`]: '',
  },
  'only-downwards-from-events': {
    [`${hub}/events/event.service.ts`]: imports('../programme/session.service.ts'),
    [`${hub}/programme/session.service.ts`]: '',
  },
  'events-is-entered-by-its-doors': {
    [`${hub}/programme/session.service.ts`]: imports('../events/event.view.ts'),
    [`${hub}/events/event.view.ts`]: '',
  },
};

test('the platform keeps SQL in repositories too, but for what is the one door to a table of its own', async () => {
  const table = { [`${hub}/database/tables/audit.table.ts`]: '' };
  const from = (path: string) =>
    found({ [`${hub}/platform/${path}`]: imports('../database/tables/audit.table.ts'), ...table });
  expect(await from('jobs.ts')).toContain('sql-in-repositories');
  expect(await from('audit.ts')).toEqual([]);
});

test.each(Object.entries(broken))('a house that breaks %s is found out', async (rule, files) => {
  expect(await found(files)).toContain(rule);
});

/** The names of the rules that a house of these files breaks. */
async function found(files: Record<string, string>): Promise<string[]> {
  const house = await mkdtemp(join(tmpdir(), 'house-'));
  try {
    for (const [path, content] of Object.entries({ 'package.json': '{}', 'tsconfig.base.json': '{}', ...files })) {
      await mkdir(dirname(join(house, path)), { recursive: true });
      await writeFile(join(house, path), content);
    }
    const folders = ['apps', 'libs'].filter((folder) =>
      Object.keys(files).some((path) => path.startsWith(`${folder}/`)),
    );
    return (await violations(house, folders)).violations.map(({ rule }) => rule.name);
  } finally {
    await rm(house, { recursive: true, force: true });
  }
}
