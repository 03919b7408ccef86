// npm run bench [-- NAME [ARGUMENTS]]: a benchmark of test/load, or their names.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onProjectNode, prepareHub } from './bootstrap.mjs';
import { LaunchError } from './launch-error.mjs';
import { launch } from './launch.mjs';
import { projectFolder } from './project.mjs';
import { runChild } from './run-child.mjs';

const folder = join(projectFolder, 'test/load');
const suffix = '.bench.ts';

await launch(async () => {
  const [name, ...args] = process.argv.slice(2);
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length));
  if (name === undefined) {
    console.log(names.join('\n'));
    return 0;
  }
  const script = join(folder, `${name}${suffix}`);
  if (!existsSync(script)) throw new LaunchError(`There is no benchmark ${name}; there are: ${names.join(', ')}`);

  await onProjectNode();
  const worker = await prepareHub();
  const media = 'path' in worker ? { MEDIASOUP_WORKER_BIN: worker.path } : { HUB_MEDIA_OFF: worker.unavailable };
  return runChild(process.execPath, ['--conditions=@hubwerk/source', script, ...args], {
    cwd: projectFolder,
    env: { ...process.env, ...media },
  });
});
