// The frame around every command: one clear sentence and exit code 1 for what a person can mend, a stack for bugs.
import { constants } from 'node:os';
import { LaunchError } from './launch-error.mjs';

/** @param {() => Promise<number>} command answers with the exit code */
export async function launch(command) {
  // While tools run in the background: leave through `exit`, where they are stopped. A child in the foreground takes over.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
  try {
    process.exit(await command());
  } catch (error) {
    console.error(error instanceof LaunchError ? error.message : error);
    process.exit(1);
  }
}
