import { launchNpm } from './launched.ts';

/** Vitest's globalSetup: what tests start as processes is built, so that no test waits for a compiler. */
export default async function setup(): Promise<void> {
  const built = launchNpm(['run', 'hub', '--', '--help'], {});
  if ((await built.ended) !== 0) throw new Error([...built.stdout, ...built.stderr].join('\n'));
}
