// The frame around every command: one clear sentence and exit code 1 for what a person can mend, a stack for bugs.
import { LaunchError } from './launch-error.mjs';

/** @param {() => Promise<number>} command answers with the exit code */
export async function launch(command) {
  try {
    process.exit(await command());
  } catch (error) {
    console.error(error instanceof LaunchError ? error.message : error);
    process.exit(1);
  }
}
