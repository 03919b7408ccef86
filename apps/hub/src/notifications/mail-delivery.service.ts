import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../platform/log.ts';
import { Outbox } from '../platform/outbox.ts';
import { Mailer } from './mailer.ts';
import { MailRepository } from './mail.repository.ts';

const sweepEvery = 5_000;

/** Sends what is in the outbox: at once after it was written here, within seconds when another hub or a crash left it. */
@Injectable()
export class MailDeliveryService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private running: Promise<void> = Promise.resolve();
  private wanted = false;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly mails: MailRepository,
    private readonly mailer: Mailer,
    private readonly outbox: Outbox,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.mailer.configured) return;
    this.outbox.onWritten(() => this.deliver());
    this.timer = setInterval(() => this.deliver(), sweepEvery).unref();
    this.deliver();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Whether mail goes out: to the server, or into the outbox where there is none. */
  reachable(): Promise<boolean> {
    return this.mailer.reachable();
  }

  /** Sends what is due now, rather than with the next sweep. */
  deliver(): void {
    if (this.wanted || this.stopped || !this.mailer.configured) return;
    this.wanted = true;
    this.running = this.running.then(async () => {
      this.wanted = false;
      try {
        await this.deliverDue();
      } catch (error) {
        if (!this.stopped) this.log.error({ err: error }, 'the outbox could not be read');
      }
    });
  }

  /** A server that takes nothing is left alone until the next sweep. */
  private async deliverDue(): Promise<void> {
    while (!this.stopped) {
      const sending = await this.mails.takeDue((mail) => this.mailer.send(mail));
      if (!sending) return;
      if (sending === 'sent') continue;
      // What the server said stays in the outbox: it may name the recipient.
      this.log.warn({ again: sending.again }, 'a mail was not sent');
      if (sending.again === 'later') return;
    }
  }
}
