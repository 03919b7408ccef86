import { readdirSync, readFileSync } from 'node:fs';

/** Processor time all threads of a process have used so far, in milliseconds, to the microsecond. Linux only. */
export function processCpuMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, spent) => sum + spent, 0) / 1e6;
}
