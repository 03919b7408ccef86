// npm run check: everything that can be said about the sources without running them. All of it, even if one fails.
import { join } from 'node:path';
import { onProjectNode } from './bootstrap.mjs';
import { checks } from './checks.mjs';
import { launch } from './launch.mjs';
import { projectFolder } from './project.mjs';
import { runStep } from './run-step.mjs';

await launch(async () => {
  await onProjectNode();
  let failed = 0;
  for (const { name, args, cwd = '.' } of checks()) {
    const started = performance.now();
    const { ok, output } = await runStep(process.execPath, args, { cwd: join(projectFolder, cwd) });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (!ok) {
      failed += 1;
      console.log(output.trimEnd());
    }
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  }
  return failed === 0 ? 0 : 1;
});
