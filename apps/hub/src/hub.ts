import 'reflect-metadata';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Connection } from './database/connection.ts';
import { Database } from './database/database.ts';
import { startEmbeddedServer } from './database/embedded-server.ts';
import { migrate } from './database/migrate.ts';
import { HubModule } from './hub.module.ts';
import { Clock } from './platform/clock.ts';
import { makeDataFolder } from './platform/data-folder.ts';
import type { Environment } from './platform/environment.ts';
import { createFront } from './platform/http/front.ts';
import { serveApiPage } from './platform/http/api-page.ts';
import { compressed } from './platform/http/compressed.ts';
import { claimIdempotencyKey } from './platform/http/idempotency.ts';
import { inProcessFetch } from './platform/http/in-process.ts';
import { PublicPages } from './platform/http/public-pages.ts';
import { pagesHandler } from './platform/http/pages.ts';
import { refuseUnreadable } from './platform/http/unreadable.ts';
import { acceptUploads } from './platform/http/upload.ts';
import { hubSecret } from './platform/hub-secret.ts';
import { Log } from './platform/log.ts';
import { metricsHandler } from './platform/metrics.ts';
import { claimPlace } from './platform/one-hub.ts';
import { connectRedis } from './platform/redis.ts';
import { HubSocketAdapter } from './platform/sockets/hub-socket.adapter.ts';
import { handledMessages } from './platform/sockets/handled-messages.ts';
import { StartupProblem } from './platform/startup-problem.ts';

export interface RunningHub {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  url: string;
  app: NestFastifyApplication;
  /** Resolves when it must stop, and says why. */
  failed: Promise<StartupProblem>;
  close(): Promise<void>;
}

export const migrations = fileURLToPath(new URL('./database/migrations', import.meta.url));

/**
 * Starts everything a hub is and returns when it serves. What was started before a failure is stopped again.
 * @throws StartupProblem with one sentence for the operator
 */
export async function startHub(environment: Environment, clock: Clock = new Clock()): Promise<RunningHub> {
  const log = new Log(environment);
  const started: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const stop of started.splice(0).toReversed()) await stop();
  };
  try {
    await makeDataFolder(environment.HUB_DATA_DIR);
    const secret = await hubSecret(environment);
    const connection = environment.DATABASE_URL ?? (await embedded(environment, log, started));
    const database = await Database.open({
      connection,
      onError: (error) => log.error({ err: error }, 'after a commit'),
      begin: claimIdempotencyKey,
    });
    started.push(() => database.close());
    await migrate({ sql: database.sql, folder: migrations, log: (line) => log.info({}, line) });
    const place = await claimPlace(connection, environment.REDIS_URL === undefined ? 'alone' : 'shared');
    started.push(() => place.giveBack());
    const redis = environment.REDIS_URL ? await connectRedis(environment.REDIS_URL) : null;
    if (redis) started.push(async () => redis.destroy());

    const front = createFront(environment, log);
    const adapter = new FastifyAdapter({
      serverFactory: (handler: RequestListener) => {
        front.api = handler;
        return front.server;
      },
      requestIdHeader: 'x-request-id',
      trustProxy: environment.TRUSTED_PROXIES.length ? environment.TRUSTED_PROXIES : false,
      bodyLimit: 1024 * 1024,
      clientErrorHandler: refuseUnreadable,
      routerOptions: { maxParamLength: 300 },
    });
    const app = await NestFactory.create<NestFastifyApplication>(
      HubModule.on({ environment, secret, database, redis, clock }),
      adapter,
      {
        logger: log,
        abortOnError: false,
      },
    );
    started.push(() => app.close());
    await acceptUploads(adapter.getInstance());
    app.useWebSocketAdapter(new HubSocketAdapter(app, { environment, redis, messages: handledMessages(app) }));
    front.metrics = metricsHandler();
    serveApiPage(app);
    const publicPages = app.get(PublicPages);
    front.api = compressed(publicPages.around(front.api));
    front.pages = compressed(publicPages.around(await pagesHandler(environment, inProcessFetch(app))));
    await listen(app, environment);
    const { port } = front.server.address() as AddressInfo;
    const host = environment.HOST === '0.0.0.0' ? '127.0.0.1' : environment.HOST;
    return { url: `http://${host}:${port}`, app, failed: place.lost, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function embedded(environment: Environment, log: Log, started: (() => Promise<unknown>)[]): Promise<Connection> {
  const server = await startEmbeddedServer({
    directory: `${environment.HUB_DATA_DIR}/postgres`,
    log: (line) => log.info({}, line),
  });
  started.push(() => server.stop());
  return server.connection;
}

async function listen(app: NestFastifyApplication, { HOST, PORT }: Environment): Promise<void> {
  try {
    await app.listen(PORT, HOST);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'EADDRINUSE')
      throw new StartupProblem(`Port ${PORT} is taken: stop what uses it, or set PORT to another one.`, { cause });
    if (code === 'EACCES')
      throw new StartupProblem(`Port ${PORT} needs more rights than this user has: set PORT to another one.`, {
        cause,
      });
    if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(String(code)))
      throw new StartupProblem(`HOST ${HOST} is no address of this machine.`, { cause });
    throw cause;
  }
}
