import { readEnvironment } from './platform/environment.ts';
import { startHub } from './hub.ts';
import { StartupProblem } from './platform/startup-problem.ts';

try {
  const environment = readEnvironment(process.env);
  const hub = await startHub(environment);
  console.log(`Hubwerk is ready on ${environment.PUBLIC_URL}`);
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await hub.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
} catch (error) {
  if (!(error instanceof StartupProblem)) throw error;
  console.error(error.message);
  process.exit(1);
}
