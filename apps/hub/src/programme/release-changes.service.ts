import { Injectable } from '@nestjs/common';
import type { programmeReleaseRoutes, RouteInput } from '@hubwerk/contracts';
import { Database, snapshot } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { notFound } from '../platform/hub-error.ts';
import { DraftRepository } from './draft.repository.ts';
import { draftView } from './draft.view.ts';
import { ElsewhereService } from './elsewhere.service.ts';
import { LatestReleases } from './latest-releases.ts';
import { releaseView } from './programme.view.ts';
import { releaseChanges } from './release-changes.ts';
import { releasedProgramme } from './released-programme.ts';
import { ReleaseRepository } from './release.repository.ts';

type Input<R extends keyof typeof programmeReleaseRoutes> = RouteInput<(typeof programmeReleaseRoutes)[R]>;

/** Tells organisers what a release would change, and everybody what one has changed. */
@Injectable()
export class ReleaseChangesService {
  constructor(
    private readonly database: Database,
    private readonly events: EventService,
    private readonly draft: DraftRepository,
    private readonly releases: ReleaseRepository,
    private readonly latest: LatestReleases,
    private readonly elsewhere: ElsewhereService,
  ) {}

  async preview({ params }: Input<'previewRelease'>) {
    const event = await this.events.get(params.event);
    const { draft, taken, since } = await this.database.transaction(
      async (tx) => ({
        draft: await this.draft.read(event.id, tx),
        taken: await this.elsewhere.list(tx, event),
        since: await this.releases.findLatest(event.id, tx),
      }),
      snapshot,
    );
    const next = releasedProgramme(draft, event.zone);
    return {
      zone: event.zone,
      since: since ? releaseView(since) : null,
      items: releaseChanges(since?.content, next),
      sessions: next.sessions.length,
      unplaced: draft.sessions.filter(({ slot }) => !slot.startsAt).length,
      unconfirmed: draft.sessions.filter(({ slot, confirmed }) => slot.startsAt && !confirmed).length,
      warnings: draftView(draft, event.zone, taken).warnings.length,
    };
  }

  /** @throws HubError not_found */
  async read({ params: { event: reference, number } }: Input<'readReleaseChanges'>, asker: Asker | null) {
    const { event } = await this.latest.getVisible(reference, asker);
    const [release, since] = await this.releases.listBack(event.id, number, 2);
    if (release?.number !== number) throw notFound();
    return {
      release: releaseView(release),
      zone: release.content.zone,
      since: since ? releaseView(since) : null,
      items: releaseChanges(since?.content, release.content),
    };
  }
}
