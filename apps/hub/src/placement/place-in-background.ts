import { on } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PlacementTask } from '@hubwerk/scheduling';
import type { PlacerMessage, PlacerResult } from './placer.worker.ts';

/** In tests the hub runs from its sources, and so do the libraries. */
const extension = extname(import.meta.url);
const execArgv = extension === '.ts' ? ['--conditions=@hubwerk/source'] : [];

/**
 * Looks for slots in a thread of its own, for many seconds.
 *
 * @param goesOn hears shares from 0 to 1; where it says no, the search ends
 * @returns undefined when it was ended
 */
export async function placeInBackground(
  task: PlacementTask,
  goesOn: (share: number) => Promise<boolean>,
): Promise<PlacerResult | undefined> {
  const placer = new Worker(new URL(`./placer.worker${extension}`, import.meta.url), { workerData: task, execArgv });
  try {
    for await (const [message] of on(placer, 'message', { close: ['exit'] })) {
      const { share, result } = message as PlacerMessage;
      if (result) return result;
      if (!(await goesOn(share))) return undefined;
    }
    throw new Error('the search ended without an answer');
  } finally {
    await placer.terminate();
  }
}
