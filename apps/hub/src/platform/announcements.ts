import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Database, type Transaction } from '../database/database.ts';
import { AnnouncementRepository, type StoredAnnouncement } from './announcement.repository.ts';
import type { Announcement } from './announcement.ts';
import { Log } from './log.ts';

type Handler = (payload: never, announcementId: string) => Promise<void>;

const sweepEvery = 5_000;

/**
 * Tells features what others did. The news is a row of the change's own transaction, so it exists exactly if the change
 * does; it is handed to every handler after commit, again after a crash or an error, so handlers must be idempotent.
 */
@Injectable()
export class Announcements implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly handlers = new Map<string, Handler[]>();
  private running: Promise<void> = Promise.resolve();
  private wanted = false;
  private timer: NodeJS.Timeout | undefined;
  /** A command that runs beside the hub leaves its news to the hub. */
  private stopped = true;

  constructor(
    private readonly database: Database,
    private readonly repository: AnnouncementRepository,
    private readonly log: Log,
  ) {}

  on<P extends object>(kind: Announcement<P>, handler: (payload: P, announcementId: string) => Promise<void>): void {
    this.handlers.set(kind.name, [...(this.handlers.get(kind.name) ?? []), handler]);
  }

  async announce<P extends object>(tx: Transaction, kind: Announcement<P>, payload: P): Promise<void> {
    await this.repository.insert(tx, kind.name, Object.fromEntries(Object.entries(payload)));
    this.database.onCommit(tx, () => this.deliver());
  }

  onApplicationBootstrap(): void {
    this.stopped = false;
    this.deliver();
    this.timer = setInterval(() => this.deliver(), sweepEvery).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Resolves when everything announced so far was handed over once; for tests and for a clean stop. */
  async settled(): Promise<void> {
    do await this.running;
    while (this.wanted);
  }

  private deliver(): void {
    if (this.wanted || this.stopped) return;
    this.wanted = true;
    this.running = this.running.then(async () => {
      this.wanted = false;
      try {
        while (!this.stopped && (await this.repository.takeDue((due) => this.handle(due))));
      } catch (error) {
        if (!this.stopped) this.log.error({ err: error }, 'announcements could not be read');
      }
    });
  }

  private async handle(due: StoredAnnouncement): Promise<void> {
    for (const handler of this.handlers.get(due.name) ?? []) await handler(due.payload as never, due.id);
  }
}
