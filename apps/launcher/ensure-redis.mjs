// Debian's redis-server, for the tests that run two hubs side by side.
import { ensureDebianPackages } from './debian-packages.mjs';
import { LaunchError } from './launch-error.mjs';
import { runStep } from './run-step.mjs';

export async function ensureRedis(log) {
  if (await runs()) return;
  const { unavailable } = await ensureDebianPackages(['redis-server'], 'for the tests with two hubs', log);
  if (unavailable || !(await runs()))
    throw new LaunchError(`The tests need redis-server: ${unavailable ?? 'install it'}`);
}

async function runs() {
  return (await runStep('redis-server', ['--version'])).ok;
}
