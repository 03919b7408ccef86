import { Injectable } from '@nestjs/common';
import type { programmeReleaseRoutes, ReleasedProgramme, RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { notFound } from '../platform/hub-error.ts';
import { DraftRepository } from './draft.repository.ts';
import { LatestReleases } from './latest-releases.ts';
import { nextRelease } from './next-release.ts';
import { programmeReleased } from './programme.announcements.ts';
import { releaseView } from './programme.view.ts';
import { ReleaseMailsService } from './release-mails.service.ts';
import { releasedProgramme } from './released-programme.ts';
import { ReleaseRepository, type ReleaseRecord } from './release.repository.ts';
import { SpeakingTimesService } from './speaking-times.service.ts';

type Input<R extends keyof typeof programmeReleaseRoutes> = RouteInput<(typeof programmeReleaseRoutes)[R]>;

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
    private readonly mails: ReleaseMailsService,
    private readonly publicPages: PublicPages,
    private readonly audit: Audit,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  async release({ params, body }: Input<'releaseSchedule'>, asker: Asker) {
    const event = await this.events.get(params.event);
    const made = await this.database.transaction((tx) =>
      this.releaseIn(tx, event, { name: body.name, publishedBy: asker.personId }),
    );
    return releaseView(made);
  }

  /**
   * What was public once is public again, though released too early or by mistake. The draft stays for a better release.
   * @throws HubError not_found
   */
  async reinstate({ params, body }: Input<'reinstateRelease'>, asker: Asker) {
    const event = await this.events.get(params.event);
    const made = await this.database.transaction(async (tx) => {
      await this.draft.lock(tx, event.id);
      const [earlier] = await this.releases.listBack(event.id, params.number, 1, tx);
      const latest = await this.releases.findLatest(event.id, tx);
      if (!latest || earlier?.number !== params.number) throw notFound();
      const { content } = earlier;
      return this.publish(tx, event, { content, before: latest, name: body.name, publishedBy: asker.personId });
    });
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
    return this.publish(tx, event, { ...more, content, before: await this.releases.findLatest(event.id, tx) });
  }

  async list({ params }: Input<'listReleases'>, asker: Asker | null) {
    const { event } = await this.latest.getVisible(params.event, asker);
    return { items: (await this.releases.list(event.id)).map(releaseView), next: null };
  }

  private async publish(
    tx: Transaction,
    event: EventRecord,
    next: {
      content: ReleasedProgramme;
      before: ReleaseRecord | undefined;
      name?: string | undefined;
      publishedBy: string | null;
    },
  ): Promise<ReleaseRecord> {
    const { before, publishedBy } = next;
    const number = (before?.number ?? 0) + 1;
    const publishedAt = this.clock.now();
    const { content, gone } = nextRelease(next.content, before, publishedAt);
    const release = await this.releases.insert(tx, {
      eventId: event.id,
      number,
      name: next.name ?? `${number}`,
      content,
      gone,
      publishedAt,
      publishedBy,
    });
    await this.speakingTimes.settle(tx, event, before ? [content, before.content] : [content]);
    await this.audit.record(tx, {
      action: 'programme.released',
      subject: { kind: 'release', id: release.id },
      eventId: event.id,
      details: { number, sessions: content.sessions.length },
    });
    await this.mails.open(tx, event, release);
    await this.announcements.announce(tx, programmeReleased, { eventId: event.id, releaseId: release.id, number });
    await this.publicPages.changed(tx, event.id);
    return release;
  }
}
