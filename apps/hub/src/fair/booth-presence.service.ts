import { Injectable, type OnModuleInit } from '@nestjs/common';
import { fairNotices } from '@hubwerk/contracts';
import { Database } from '../database/database.ts';
import { Announcements } from '../platform/announcements.ts';
import { Log } from '../platform/log.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { boothChanged } from './fair.announcements.ts';
import { FairRepository } from './fair.repository.ts';
import { boothStateView } from './fair.view.ts';

/** Who is at the booths now. The sockets of all hubs are the truth; the booth's row keeps what visitors were last told. */
@Injectable()
export class BoothPresenceService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly fair: FairRepository,
    private readonly sockets: Sockets,
    private readonly announcements: Announcements,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.announcements.on(boothChanged, async ({ boothId }) => {
      const booth = await this.fair.findBooth(boothId);
      if (booth) this.sockets.tell(`fair:${booth.eventId}`, fairNotices.boothChanged, boothStateView(booth));
    });
  }

  /**
   * Counts who is at a booth, and tells those who watch the fair if it has changed. A count that fails, because a hub
   * that has just died does not answer, is done again by the next one.
   */
  async recount(boothId: string): Promise<void> {
    try {
      await this.database.transaction(async (tx) => {
        await this.fair.lockPresence(tx, boothId);
        const { length } = await this.sockets.personsIn(`booth-staff:${boothId}`);
        if (await this.fair.setStaffPresent(tx, boothId, length))
          await this.announcements.announce(tx, boothChanged, { boothId });
      });
    } catch (error) {
      this.log.warn({ err: error, boothId }, 'the staff of a booth could not be counted');
    }
  }

  /** Counts again where somebody was: a hub that was killed could not say that its people had left. */
  async recountAttended(): Promise<void> {
    for (const boothId of await this.fair.listAttended()) await this.recount(boothId);
  }
}
