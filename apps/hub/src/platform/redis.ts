import { createClient } from 'redis';
import { StartupProblem } from './startup-problem.ts';

/** The Redis that hubs on one database share, or null where there is only one hub. */
export const REDIS = Symbol('redis');

/** @throws StartupProblem when it cannot be reached. */
export async function connectRedis(url: string) {
  const client = createClient({ url, socket: { reconnectStrategy: (retries) => Math.min(retries * 100, 2000) } });
  let connected = false;
  client.on('error', () => {
    // Reconnects by itself; commands meanwhile wait or fail with their own error.
  });
  const timeout = new Promise<never>((_, reject) => {
    setTimeout(() => (connected ? undefined : reject(new Error('no answer in 5 s'))), 5000).unref();
  });
  try {
    await Promise.race([client.connect(), timeout]);
    connected = true;
    return client;
  } catch (error) {
    client.destroy();
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupProblem(`Redis at REDIS_URL cannot be reached: ${reason}.`);
  }
}

export type RedisConnection = Awaited<ReturnType<typeof connectRedis>>;
