import { startRedis } from './redis.ts';
import { startTestHub, type TestHub } from './test-hub.ts';

/** Two hubs on one database that hear of each other through a Redis of their own; `close` ends all of it. */
export interface TwoHubs {
  here: TestHub;
  there: TestHub;
  close: () => Promise<void>;
}

/** They have live video only with `media`, a range of ports for each. */
export async function startTwoHubs(media?: Record<'here' | 'there', { min: number; max: number }>): Promise<TwoHubs> {
  await using started = new AsyncDisposableStack();
  const redis = await startRedis();
  started.defer(() => redis.stop());
  const environment = { REDIS_URL: redis.url };
  const here = await startTestHub({ environment, ...(media && { media: media.here }) });
  started.defer(() => here.close());
  const there = await startTestHub({ environment, database: here.database, ...(media && { media: media.there }) });
  started.defer(() => there.close());
  // Only what failed half-way is stopped at once.
  const all = started.move();
  return { here, there, close: () => all.disposeAsync() };
}
