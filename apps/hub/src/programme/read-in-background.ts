import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ReadScheduleResult } from '@hubwerk/schedule-format';

export interface ReadingTask {
  file: Uint8Array;
  zone: string;
}

/** In tests the hub runs from its sources, and so do the libraries. */
const extension = extname(import.meta.url);
const execArgv = extension === '.ts' ? ['--conditions=@hubwerk/source'] : [];

/**
 * Reads a programme file in a thread of its own: a big conference's takes half a second of computing, in which nobody else
 * would be answered. `zone` is for files that name none.
 */
export async function readInBackground(file: Uint8Array, zone: string): Promise<ReadScheduleResult> {
  const task: ReadingTask = { file, zone };
  const reader = new Worker(new URL(`./schedule-reader.worker${extension}`, import.meta.url), {
    workerData: task,
    execArgv,
  });
  try {
    const [result] = (await once(reader, 'message')) as [ReadScheduleResult];
    return result;
  } finally {
    await reader.terminate();
  }
}
