import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Log } from '../platform/log.ts';
import { BoothPresenceService } from './booth-presence.service.ts';
import { ContactService } from './contact.service.ts';

const every = 30_000;

/** What time itself changes at a fair. Every hub does it; doing it twice changes nothing. */
@Injectable()
export class FairUpkeepService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly presence: BoothPresenceService,
    private readonly contacts: ContactService,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const run = () => {
      this.running = this.running.then(() => this.run());
    };
    this.timer = setInterval(run, every).unref();
    run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      await this.presence.recountAttended();
      await this.contacts.missAfterEvents();
    } catch (error) {
      this.log.error({ err: error }, 'the upkeep of fairs failed');
    }
  }
}
