import { availableParallelism } from 'node:os';
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

/** Tests that mostly wait for a database: two at a time, where they have a processor each. */
const together = { maxWorkers: Math.min(2, availableParallelism()), sequence: { groupOrder: 0 } };
/** Tests with video and browsers need the machine to themselves, those that start and build hubs the folder of the project. */
const alone = { maxWorkers: 1, sequence: { groupOrder: 1 } };

/** Tests that talk to a running hub, a worker or a browser: a round trip may take seconds on a busy machine. */
const area = (name: string, company: typeof together, ...globalSetup: string[]) => ({
  ...source,
  test: {
    ...company,
    name,
    include: [`test/${name}/**/*.spec.ts`],
    globalSetup,
    setupFiles: fuzzSeed,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

const databaseServer = './test/support/database-server.ts';

const processes = area('process', alone, databaseServer, './test/support/built-hub.ts');
// A test starts several whole hubs, each a process that loads all of its code.
processes.test.testTimeout = 300_000;

export default defineConfig({
  test: {
    projects: [
      { ...source, test: { ...together, name: 'unit', include: unit, setupFiles: fuzzSeed } },
      area('api', together, databaseServer),
      area('live', alone, databaseServer),
      area('media', alone, databaseServer),
      processes,
      area('architecture', together),
      area('web', alone, databaseServer),
    ],
  },
});
