// Builds what has changed since it was last built: libraries, then the hub and the pages side by side.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withBuildLock } from '../../libs/media-engine/worker/build-lock.mjs';
import { LaunchError } from './launch-error.mjs';
import { projectFolder, workFolder } from './project.mjs';
import { runStep } from './run-step.mjs';
import { sourceStamp } from './source-stamp.mjs';
import { libraries } from './workspaces.mjs';

const bin = (path) => join(projectFolder, 'node_modules', path);

/** @param {{ say: (line: string) => void }} log */
export async function ensureBuilt(log) {
  const units = buildUnits();
  if (units.every(fresh)) return;
  mkdirSync(workFolder, { recursive: true });
  await withBuildLock(join(workFolder, 'build.lock'), {
    onWait: () => log.say('Build: waiting for another start that is building'),
    work: async () => {
      for (const unit of units.filter(({ library }) => library)) await build(unit, log);
      await Promise.all(units.filter(({ library }) => !library).map((unit) => build(unit, log)));
    },
  });
}

function buildUnits() {
  const everywhere = ['tsconfig.base.json', 'package-lock.json'];
  const libs = libraries();
  const librarySources = libs.map(({ folder }) => folder);
  return [
    ...libs.map(({ name, folder }) => ({
      library: true,
      name,
      // A library is built against the others' declarations: a change in one may concern all.
      sources: [...librarySources, ...everywhere],
      result: `${folder}/dist`,
      clear: `${folder}/dist`,
      cwd: '.',
      command: [bin('typescript/bin/tsc'), '-p', `${folder}/tsconfig.build.json`],
    })),
    {
      name: 'hub',
      sources: ['apps/hub', 'nest-cli.json', ...librarySources, ...everywhere],
      result: 'apps/hub/dist/main.js',
      cwd: '.',
      command: [bin('@nestjs/cli/bin/nest.js'), 'build', 'hub'],
    },
    {
      name: 'pages',
      sources: ['apps/web', ...librarySources, ...everywhere],
      result: 'apps/web/build/handler.js',
      cwd: 'apps/web',
      command: [bin('vite/bin/vite.js'), 'build'],
    },
  ];
}

async function build(unit, log) {
  if (fresh(unit)) return;
  const started = performance.now();
  log.say(`Building ${unit.name}`);
  const stamp = stampOf(unit);
  if (unit.clear) rmSync(join(projectFolder, unit.clear), { recursive: true, force: true });
  const { ok, output } = await runStep(process.execPath, unit.command, { cwd: join(projectFolder, unit.cwd) });
  if (!ok || !existsSync(join(projectFolder, unit.result))) {
    throw new LaunchError(`${output.trimEnd()}\n${unit.name} could not be built; the reason is above`);
  }
  mkdirSync(dirname(stampFile(unit)), { recursive: true });
  writeFileSync(stampFile(unit), stamp);
  log.say(`Built ${unit.name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function fresh(unit) {
  const file = stampFile(unit);
  return (
    existsSync(join(projectFolder, unit.result)) && existsSync(file) && readFileSync(file, 'utf8') === stampOf(unit)
  );
}

function stampOf({ sources }) {
  return sourceStamp(sources.map((source) => join(projectFolder, source)));
}

function stampFile({ name }) {
  return join(workFolder, 'built', name.replaceAll('/', '-'));
}
