// What every command needs before it can do its own work. A second run does none of it again.
import { ensureBuilt } from './ensure-built.mjs';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { prepareWorker } from './prepare-worker.mjs';
import { projectNode } from './project.mjs';
import { runChild } from './run-child.mjs';
import { stepLog } from './step-log.mjs';

/**
 * Dependencies are installed and we run on Node 24 from here on; on another Node the command starts itself again on it
 * and this never returns.
 */
export async function onProjectNode() {
  await ensureDependencies(stepLog);
  if (process.versions.node.startsWith('24.')) return;
  process.exit(await runChild(projectNode, process.argv.slice(1)));
}

/**
 * Hub, pages and media worker, prepared side by side.
 * @returns {Promise<{ path: string } | { unavailable: string }>} the media worker
 */
export async function prepareHub() {
  const [worker] = await Promise.all([prepareWorker(stepLog), ensureBuilt(stepLog)]);
  return worker;
}
