import { startHub, type RunningHub } from './hub.ts';
import { offerHub } from './offer-hub.ts';
import { readEnvironment } from './platform/environment.ts';
import { StartupProblem } from './platform/startup-problem.ts';

let stopping = false;

/**
 * A signal that comes while the hub still starts is heeded when it has: nothing it started may be left behind. Signals come
 * more than once, as a terminal sends them to npm and to the hub and npm passes its own on.
 */
function stopOnSignals(starting: Promise<RunningHub>): void {
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void starting.then((hub) => hub.close()).finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
}

try {
  const environment = readEnvironment(process.env);
  const starting = startHub(environment);
  stopOnSignals(starting);
  const hub = await starting;
  await offerHub(hub.app);
  console.log(`Hubwerk is ready on ${environment.PUBLIC_URL}`);
  const problem = await hub.failed;
  await hub.close();
  throw problem;
} catch (error) {
  // Whatever a start was still at when the hub closed under it is no problem, and `stop` ends the process.
  if (!stopping) {
    if (!(error instanceof StartupProblem)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
