import { dirname } from 'node:path';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { fromDrizzle, PgBoss, type ConstructorOptions } from 'pg-boss';
import type { Connection } from '../database/connection.ts';
import { Database, type Transaction } from '../database/database.ts';
import { Log } from './log.ts';

/** A kind of work that is done after the answer. Features declare theirs and say in `onModuleInit` who does it. */
export interface JobKind<P extends object> {
  readonly name: string;
  /** Only for its type. */
  readonly payload?: P;
}

export function jobKind<P extends object>(name: `${string}.${string}`): JobKind<P> {
  return { name };
}

type Work = (payload: never) => Promise<void>;

/**
 * Work in the background, kept in PostgreSQL: it exists exactly if the transaction that wanted it did, is done by one of
 * the hubs, and again by another when that one dies or the work throws. So work must bear being done twice.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly works = new Map<string, Work>();
  private readonly resumes: (() => Promise<void>)[] = [];
  private readonly nights = new Set<string>();
  private boss: PgBoss | undefined;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  /** Says who does a kind of work; one at a time on each hub. */
  on<P extends object>(kind: JobKind<P>, work: (payload: P) => Promise<void>): void {
    this.works.set(kind.name, work);
  }

  /** Work of every night, done by one of the hubs; after a night that no hub was up, when the next one is. */
  nightly(kind: JobKind<Record<never, never>>, work: () => Promise<unknown>): void {
    this.on(kind, async () => void (await work()));
    this.nights.add(kind.name);
  }

  /**
   * Wants work done once `tx` is committed, and not before `startAfter`.
   * @param id of the row it is about: wanting it twice is wanting it once
   */
  async enqueue<P extends object>(
    tx: Transaction,
    kind: JobKind<P>,
    payload: P,
    id: string,
    startAfter?: Date,
  ): Promise<void> {
    if (!this.boss) throw new Error('jobs can be wanted only while the hub runs');
    await this.boss.send(kind.name, payload, { id, db: fromDrizzle(tx, sql), ...(startAfter && { startAfter }) });
  }

  /** Calls `resume` once jobs can be wanted, for what should have one and may have lost it. */
  onStart(resume: () => Promise<void>): void {
    this.resumes.push(resume);
  }

  /** Wants work again that was wanted before; nothing where its job is still to be done. */
  async renew<P extends object>(kind: JobKind<P>, payload: P, id: string): Promise<void> {
    if (!this.boss) throw new Error('jobs can be wanted only while the hub runs');
    const job = await this.boss.getJobById(kind.name, id);
    if (job && ['created', 'retry', 'active'].includes(job.state)) return;
    if (job) await this.boss.deleteJob(kind.name, id);
    await this.boss.send(kind.name, payload, { id });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.works.size) return;
    const boss = new PgBoss({
      ...poolOf(this.database.connection),
      max: 2,
      application_name: 'hubwerk jobs',
      useListenNotify: true,
    });
    boss.on('error', (error) => this.log.error({ err: error }, 'jobs'));
    await boss.start();
    this.boss = boss;
    for (const [name, work] of this.works) {
      // A hub that dies is noticed by its missing heartbeat, and its job is given to another.
      await boss.createQueue(name, {
        notify: true,
        retryLimit: 3,
        retryDelay: 5,
        expireInSeconds: 3600,
        heartbeatSeconds: 30,
      });
      const worker = await boss.work<object>(name, { batchSize: 1, pollingIntervalSeconds: 5 }, async ([job]) => {
        // There may be more: jobs wanted together wake a worker once, and it would next look half a minute later.
        boss.notifyWorker(worker);
        if (job) await work(job.data as never);
      });
      if (this.nights.has(name)) await boss.schedule(name, '17 2 * * *', {}, { missed: 'once' });
    }
    await this.resume();
  }

  /** Wants again what may have lost its job; done at every start. */
  async resume(): Promise<void> {
    for (const resume of this.resumes) await resume();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.boss?.stop({ graceful: true, timeout: 10_000 });
  }
}

/** pg-boss brings its own client, which takes a folder as the host of a socket. */
function poolOf(connection: Connection): ConstructorOptions {
  if (typeof connection === 'string') return { connectionString: connection };
  const { path, user, password, database } = connection;
  return { host: dirname(path), user, password, database };
}
