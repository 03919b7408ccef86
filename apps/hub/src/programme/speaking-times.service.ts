import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ReleasedProgramme } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { eventChanged } from '../events/events.announcements.ts';
import { OccupancyService } from '../occupancy/occupancy.service.ts';
import { Announcements } from '../platform/announcements.ts';
import { DraftRepository } from './draft.repository.ts';
import { ReleaseRepository } from './release.repository.ts';

/** Takes the time of who speaks in a public programme, softly: programmes overlap, and what was agreed on before stays. */
@Injectable()
export class SpeakingTimesService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly events: EventService,
    private readonly draft: DraftRepository,
    private readonly releases: ReleaseRepository,
    private readonly occupancies: OccupancyService,
    private readonly announcements: Announcements,
  ) {}

  onModuleInit(): void {
    // A release is public, and takes time, only while its event is.
    this.announcements.on(eventChanged, async ({ eventId }) => {
      if (!(await this.releases.findLatest(eventId))) return;
      await this.database.transaction(async (tx) => {
        await this.draft.lock(tx, eventId);
        const latest = await this.releases.findLatest(eventId, tx);
        if (latest) await this.settle(tx, await this.events.get(eventId), [latest.content]);
      });
    });
  }

  /**
   * Makes occupancies say what the newest of the releases says, in the caller's transaction, which holds the draft's lock.
   * @param releases newest first, with the one that was public before
   */
  async settle(tx: Transaction, event: EventRecord, releases: ReleasedProgramme[]): Promise<void> {
    const personOf = await this.draft.mapSpeakers(tx, event.id);
    const [newest] = event.publishedAt ? releases : [];
    const taken = (newest?.sessions ?? []).flatMap(({ id, startsAt, endsAt, speakers }) => {
      const persons = new Set(speakers.flatMap((speaker) => personOf.get(speaker.id) ?? []));
      const during = { startsAt: new Date(startsAt), endsAt: new Date(endsAt) };
      return [...persons].map((personId) => ({ sourceId: id, personId, during }));
    });
    const sessionIds = new Set(releases.flatMap(({ sessions }) => sessions.map(({ id }) => id)));
    await this.occupancies.replaceSoft(tx, 'session', [...sessionIds], taken);
  }
}
