import { Injectable } from '@nestjs/common';
import type { programmeReleaseRoutes, RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { DraftRepository } from './draft.repository.ts';
import { LatestReleases } from './latest-releases.ts';
import { programmeReleased } from './programme.announcements.ts';
import { releaseView } from './programme.view.ts';
import { releasedProgramme } from './released-programme.ts';
import { ReleaseRepository, type ReleaseRecord } from './release.repository.ts';
import { SpeakingTimesService } from './speaking-times.service.ts';

/** Makes drafts public. */
@Injectable()
export class ReleaseService {
  constructor(
    private readonly database: Database,
    private readonly events: EventService,
    private readonly draft: DraftRepository,
    private readonly releases: ReleaseRepository,
    private readonly latest: LatestReleases,
    private readonly speakingTimes: SpeakingTimesService,
    private readonly publicPages: PublicPages,
    private readonly audit: Audit,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  async release({ params, body }: RouteInput<typeof programmeReleaseRoutes.releaseSchedule>, asker: Asker) {
    const event = await this.events.get(params.event);
    const made = await this.database.transaction((tx) =>
      this.releaseIn(tx, event, { name: body.name, publishedBy: asker.personId }),
    );
    return releaseView(made);
  }

  /** Freezes the draft as the event's next release, in the caller's transaction. */
  async releaseIn(
    tx: Transaction,
    event: EventRecord,
    more: { name?: string | undefined; publishedBy: string | null },
  ): Promise<ReleaseRecord> {
    await this.draft.lock(tx, event.id);
    const content = releasedProgramme(await this.draft.read(event.id, tx), event.zone);
    const before = await this.releases.findLatest(event.id, tx);
    const number = (before?.number ?? 0) + 1;
    const release = await this.releases.insert(tx, {
      eventId: event.id,
      number,
      name: more.name ?? `${number}`,
      content,
      publishedAt: this.clock.now(),
      publishedBy: more.publishedBy,
    });
    await this.speakingTimes.settle(tx, event, before ? [content, before.content] : [content]);
    await this.audit.record(tx, {
      action: 'programme.released',
      subject: { kind: 'release', id: release.id },
      eventId: event.id,
      details: { number, sessions: content.sessions.length },
    });
    await this.announcements.announce(tx, programmeReleased, { eventId: event.id, releaseId: release.id, number });
    await this.publicPages.changed(tx, event.id);
    return release;
  }

  async list({ params }: RouteInput<typeof programmeReleaseRoutes.listReleases>, asker: Asker | null) {
    const { event } = await this.latest.getVisible(params.event, asker);
    return { items: (await this.releases.list(event.id)).map(releaseView), next: null };
  }
}
