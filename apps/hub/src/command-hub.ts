import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Database } from './database/database.ts';
import { useEmbeddedServer } from './database/embedded-client.ts';
import { migrate } from './database/migrate.ts';
import { HubModule } from './hub.module.ts';
import { migrations } from './hub.ts';
import { Clock } from './platform/clock.ts';
import { makeDataFolder } from './platform/data-folder.ts';
import type { Environment } from './platform/environment.ts';
import { hubSecret } from './platform/hub-secret.ts';

/** What a command works on, beside a running hub or without one. */
export interface CommandHub {
  database: Database;
  /** The hub's services, none of which was started: what they announce waits for the hub. */
  services(): Promise<INestApplicationContext>;
  close(): Promise<void>;
}

/** @throws StartupProblem with one sentence for the operator */
export async function openCommandHub(environment: Environment): Promise<CommandHub> {
  await makeDataFolder(environment.HUB_DATA_DIR);
  const server = environment.DATABASE_URL
    ? { connection: environment.DATABASE_URL, stop: async () => undefined }
    : await useEmbeddedServer({ directory: `${environment.HUB_DATA_DIR}/postgres`, log: () => undefined });
  try {
    const database = await Database.open({ connection: server.connection, onError: (error) => console.error(error) });
    return {
      database,
      async services() {
        await migrate({ sql: database.sql, folder: migrations, log: () => undefined });
        const secret = await hubSecret(environment);
        const ground = { environment, secret, database, redis: null, clock: new Clock() };
        return NestFactory.create(HubModule.on(ground), new FastifyAdapter(), { logger: false, abortOnError: false });
      },
      async close() {
        await database.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
