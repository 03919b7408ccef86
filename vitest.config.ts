import { defineConfig } from 'vitest/config';

const source = {
  resolve: { conditions: ['@hubwerk/source'] },
  ssr: { resolve: { conditions: ['@hubwerk/source'] } },
};

const unit = [
  'libs/*/src/**/*.spec.ts',
  'apps/*/src/**/*.spec.ts',
  'apps/launcher/**/*.spec.mjs',
  'libs/media-engine/worker/**/*.spec.mjs',
];

const fuzzSeed = ['./test/support/fuzz-seed.ts'];

/** Tests that talk to a running hub, a worker or a browser: a round trip may take seconds on a busy machine. */
const area = (name: string, ...globalSetup: string[]) => ({
  ...source,
  test: {
    name,
    include: [`test/${name}/**/*.spec.ts`],
    globalSetup,
    setupFiles: fuzzSeed,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

const databaseServer = './test/support/database-server.ts';

const processes = area('process', databaseServer, './test/support/built-hub.ts');
// A test starts several whole hubs, each a process that loads all of its code.
processes.test.testTimeout = 300_000;

export default defineConfig({
  test: {
    projects: [
      { ...source, test: { name: 'unit', include: unit, setupFiles: fuzzSeed } },
      area('api', databaseServer),
      area('live', databaseServer),
      area('media', databaseServer),
      processes,
      area('architecture'),
      area('web', databaseServer),
    ],
  },
});
