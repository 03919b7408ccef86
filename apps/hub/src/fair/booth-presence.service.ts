import { Injectable, type OnModuleInit } from '@nestjs/common';
import { fairNotices } from '@hubwerk/contracts';
import { Database } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { eventChanged } from '../events/events.announcements.ts';
import { Announcements } from '../platform/announcements.ts';
import { Log } from '../platform/log.ts';
import { Audiences } from '../platform/sockets/audiences.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { BoothService } from './booth.service.ts';
import { boothChanged } from './fair.announcements.ts';
import { FairRepository } from './fair.repository.ts';
import { boothStateView } from './fair.view.ts';

/** Who is at the booths now. The sockets of all hubs are the truth; the booth's row keeps what visitors were last told. */
@Injectable()
export class BoothPresenceService implements OnModuleInit {
  private readonly running = new Map<string, Promise<void>>();
  private readonly following = new Map<string, Promise<void>>();
  /** Booths whose last count failed. */
  private readonly owed = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly fair: FairRepository,
    private readonly sockets: Sockets,
    private readonly audiences: Audiences,
    private readonly announcements: Announcements,
    private readonly events: EventService,
    private readonly booths: BoothService,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.audiences.guard('fair', { check: (eventId, asker) => this.events.getVisible(eventId, asker) });
    this.audiences.guard('booth-staff', {
      check: (boothId, asker) => this.booths.getAttended(boothId, asker),
      left: (boothId) => this.recount(boothId),
    });
    this.announcements.on(eventChanged, async ({ eventId }) => {
      const event = await this.events.find(eventId);
      if (event && !event.publishedAt) await this.audiences.checkAgain(`fair:${eventId}`);
    });
    this.announcements.on(boothChanged, async ({ boothId }) => {
      const booth = await this.fair.findBooth(boothId);
      if (booth) this.sockets.tell(`fair:${booth.eventId}`, fairNotices.boothChanged, boothStateView(booth));
    });
  }

  /**
   * Counts who is at a booth, and tells those who watch the fair if it has changed. However many came or went while one
   * count was on its way, one more follows. Where a hub that has just died does not answer, it is done again later.
   */
  async recount(boothId: string): Promise<void> {
    const following = this.following.get(boothId);
    if (following) return following;
    const running = this.running.get(boothId);
    if (!running) return this.begin(boothId);
    const next = running.then(() => {
      this.following.delete(boothId);
      return this.begin(boothId);
    });
    this.following.set(boothId, next);
    return next;
  }

  /** Counts again where somebody was: a hub that was killed could not say that its people had left. */
  async recountAttended(): Promise<void> {
    for (const boothId of new Set([...this.owed, ...(await this.fair.listAttended())])) {
      await this.recount(boothId);
      // Who does not answer for one booth does not for the others either; the next round asks again.
      if (this.owed.has(boothId)) return;
    }
  }

  private begin(boothId: string): Promise<void> {
    const count = this.count(boothId)
      .then(
        () => void this.owed.delete(boothId),
        (error: unknown) => {
          this.owed.add(boothId);
          this.log.warn({ err: error, boothId }, 'the staff of a booth could not be counted');
        },
      )
      .finally(() => this.running.delete(boothId));
    this.running.set(boothId, count);
    return count;
  }

  /** Nobody's connection to the database waits for the other hubs: what they overtake is counted anew. */
  private async count(boothId: string): Promise<void> {
    for (;;) {
      const before = await this.fair.findBooth(boothId);
      if (!before) return;
      const { length } = await this.sockets.personsIn(`booth-staff:${boothId}`);
      const written = await this.database.transaction(async (tx) => {
        if (!(await this.fair.setStaffPresent(tx, boothId, length, before.staffCounts))) return false;
        if (length !== before.staffPresent) await this.announcements.announce(tx, boothChanged, { boothId });
        return true;
      });
      if (written) return;
    }
  }
}
