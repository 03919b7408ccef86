// What `npm run check` looks at: a name and a command of node for each.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './project.mjs';
import { libraries } from './workspaces.mjs';

const bin = (path) => join(projectFolder, 'node_modules', path);
const there = (path) => existsSync(join(projectFolder, path));

/** @returns {{ name: string, args: string[], cwd?: string }[]} */
export function checks() {
  const typed = [...libraries().map(({ folder }) => folder), 'apps/hub', 'test'].filter(hasSources);
  const linted = [
    ...typed.map((folder) => (folder === 'test' ? folder : `${folder}/src`)),
    'apps/launcher',
    'apps/web/src',
  ];
  const tsc = bin('typescript/bin/tsc');
  const web = 'apps/web';
  return [
    { name: 'format', args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.'] },
    {
      name: 'lint',
      args: [
        bin('oxlint/bin/oxlint'),
        '--type-aware',
        '--deny-warnings',
        ...linted.filter(there),
        'libs/media-engine/worker',
      ],
    },
    ...typed.map((folder) => ({ name: `types of ${folder}`, args: [tsc, '--noEmit', '-p', folder] })),
    ...(there('apps/web/src')
      ? [
          { name: 'svelte sync', args: [bin('@sveltejs/kit/svelte-kit.js'), 'sync'], cwd: web },
          {
            name: 'svelte',
            args: [bin('svelte-check/bin/svelte-check'), '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
            cwd: web,
          },
        ]
      : []),
    ...(there('.dependency-cruiser.cjs')
      ? [{ name: 'boundaries', args: [bin('dependency-cruiser/bin/dependency-cruiser.mjs'), 'apps', 'libs'] }]
      : []),
    {
      name: 'written from the code: docs/openapi.json, .env.example',
      args: [bin('vitest/vitest.mjs'), 'run', '--project', 'unit', 'open-api.spec.ts', 'environment.spec.ts'],
    },
  ];
}

function hasSources(folder) {
  const place = join(projectFolder, folder === 'test' ? folder : `${folder}/src`);
  return existsSync(place) && readdirSync(place, { recursive: true }).some((name) => name.endsWith('.ts'));
}
