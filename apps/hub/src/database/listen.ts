import { sql } from 'drizzle-orm';
import type { Database, Transaction } from './database.ts';

/**
 * Tells every listener of the channel, on every hub, once the transaction is committed.
 * @param payload less than 8,000 bytes: name the row, do not send it
 */
export async function notify(tx: Transaction, channel: string, payload: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${channel}, ${payload})`);
}

/**
 * Hears what `notify` tells, on a connection of its own that comes back by itself. What was said while it was away is lost:
 * `onGap` is called when it is back, and whoever listens then looks at the tables.
 * @returns stops listening
 */
export async function listen(
  database: Database,
  channel: string,
  hear: { onNotice(payload: string): unknown; onGap(): unknown },
): Promise<() => Promise<void>> {
  let stopped = false;
  let connected = false;
  const call = (callback: () => unknown) => {
    // After a reconnect postgres.js (3.4.9) keeps a listener that was taken away, so it is silenced here too.
    if (!stopped) void (async () => callback())().catch(database.onError);
  };
  const subscription = await database.sql.listen(
    channel,
    (payload) => call(() => hear.onNotice(payload)),
    () => {
      if (connected) call(() => hear.onGap());
      connected = true;
    },
  );
  return async () => {
    stopped = true;
    await subscription.unlisten();
  };
}
