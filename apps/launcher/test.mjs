// npm test [-- ARGUMENTS OF VITEST]
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onProjectNode, prepareHub } from './bootstrap.mjs';
import { ensureChromium } from './ensure-chromium.mjs';
import { ensureRedis } from './ensure-redis.mjs';
import { LaunchError } from './launch-error.mjs';
import { launch } from './launch.mjs';
import { projectFolder, workFolder } from './project.mjs';
import { runChild } from './run-child.mjs';
import { stepLog } from './step-log.mjs';
import { tallyTests } from './test-tally.mjs';

await launch(async () => {
  await onProjectNode();
  const worker = await prepareHub();
  // Elsewhere than on Linux the hub may be without live video, and so may its tests.
  if (!('path' in worker) && process.platform === 'linux') {
    throw new LaunchError(`The tests need the media worker: ${worker.unavailable}`);
  }
  const chromium = await ensureChromium(stepLog);
  await ensureRedis(stepLog);

  const reportFile = join(workFolder, 'test-report.json');
  mkdirSync(workFolder, { recursive: true });
  rmSync(reportFile, { force: true });
  const vitest = join(projectFolder, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const vitestExit = await runChild(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
    cwd: projectFolder,
    env: { ...process.env, CHROMIUM_PATH: chromium, ...('path' in worker && { MEDIASOUP_WORKER_BIN: worker.path }) },
  });

  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined;
  const { passed, failed, skipped, exitCode } = tallyTests(report, vitestExit);
  if (skipped > 0) console.log(`${skipped} skipped: not asked for, or this machine lacks what they need`);
  console.log(`${passed} passed, ${failed} failed`);
  return exitCode;
});
