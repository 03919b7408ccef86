import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
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
import { existingHubSecret, hubSecret } from './platform/hub-secret.ts';
import { StartupProblem } from './platform/startup-problem.ts';

interface OpenedDatabase {
  database: Database;
  close(): Promise<void>;
}

/** What a command works on, whether the hub runs or not. */
export interface CommandHub extends OpenedDatabase {
  secret: string;
  /** The hub's services, none of which was started: what they announce waits for the hub. */
  services(): Promise<INestApplicationContext>;
}

/**
 * Opens the hub that is there, for a command that looks after it, and makes nothing where there is none.
 * @throws StartupProblem with one sentence for the operator
 */
export async function openCommandHub(environment: Environment): Promise<CommandHub> {
  const secret = await existingHubSecret(environment);
  const folder = environment.HUB_DATA_DIR;
  if (secret === undefined) throw noSecret(environment);
  if (!environment.DATABASE_URL && !existsSync(embeddedDirectory(environment)))
    throw noHub(`There is no hub's database in ${folder}: set HUB_DATA_DIR or DATABASE_URL as the hub has it`);
  const opened = await open(environment);
  try {
    if (!(await holdsHub(opened))) throw noHub('There is no hub in the database: set DATABASE_URL as the hub has it');
    return commandHub(environment, opened, secret);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/**
 * Opens the hub that is there, or makes one, as its first start would: for a command that brings something into it.
 * @throws StartupProblem with one sentence for the operator
 */
export async function openOrMakeHub(environment: Environment): Promise<CommandHub> {
  const { DATABASE_URL, HUB_DATA_DIR } = environment;
  const opened = DATABASE_URL ? await open(environment) : await openForNewHub(environment);
  try {
    if (await holdsHub(opened)) {
      // A new secret would be one that the hub does not have.
      if ((await existingHubSecret(environment)) === undefined) throw noSecret(environment);
    } else {
      console.error(`There is no hub in ${DATABASE_URL ? 'the database' : HUB_DATA_DIR} yet: one is made there.`);
      await makeDataFolder(HUB_DATA_DIR);
    }
    return commandHub(environment, opened, await hubSecret(environment));
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** The database for a hub to be, made where there is none. @throws StartupProblem with one sentence for the operator */
export async function openForNewHub(environment: Environment): Promise<OpenedDatabase> {
  await makeDataFolder(environment.HUB_DATA_DIR);
  return open(environment);
}

function commandHub(environment: Environment, opened: OpenedDatabase, secret: string): CommandHub {
  const { database } = opened;
  return {
    ...opened,
    secret,
    async services() {
      await migrate({ sql: database.sql, folder: migrations, log: () => undefined });
      const ground = { environment, secret, database, redis: null, clock: new Clock() };
      return NestFactory.create(HubModule.on(ground), new FastifyAdapter(), { logger: false, abortOnError: false });
    },
  };
}

async function open(environment: Environment): Promise<OpenedDatabase> {
  const server = environment.DATABASE_URL
    ? { connection: environment.DATABASE_URL, stop: async () => undefined }
    : await useEmbeddedServer({ directory: embeddedDirectory(environment), log: () => undefined });
  try {
    const database = await Database.open({ connection: server.connection, onError: (error) => console.error(error) });
    return {
      database,
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

const embeddedDirectory = ({ HUB_DATA_DIR }: Environment) => join(HUB_DATA_DIR, 'postgres');

async function holdsHub({ database }: OpenedDatabase): Promise<boolean> {
  const [found] = await database.sql<{ used: boolean }[]>`select to_regclass('schema_migrations') is not null as used`;
  return found?.used === true;
}

const noSecret = ({ HUB_DATA_DIR }: Environment) =>
  noHub(`There is no hub's secret in ${HUB_DATA_DIR}: set HUB_DATA_DIR or HUB_SECRET as the hub has it`);

const noHub = (sentence: string) => new StartupProblem(`${sentence}, or start it once.`);
