import { Controller } from '@nestjs/common';
import { programmeReleaseRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles, type Exchange } from '../platform/http/handles.decorator.ts';
import { languageOf } from '../platform/http/language-of.ts';
import { sendFeed } from '../platform/http/send-feed.ts';
import { ReleaseChangesService } from './release-changes.service.ts';
import { ReleaseFeedService } from './release-feed.service.ts';
import { ReleaseService } from './release.service.ts';

type Input<R extends keyof typeof programmeReleaseRoutes> = RouteInput<(typeof programmeReleaseRoutes)[R]>;

@Controller()
export class ReleaseController {
  constructor(
    private readonly releases: ReleaseService,
    private readonly changes: ReleaseChangesService,
    private readonly feeds: ReleaseFeedService,
  ) {}

  @Handles(programmeReleaseRoutes.listReleases)
  list(input: Input<'listReleases'>, asker: Asker | null) {
    return this.releases.list(input, asker);
  }

  @Handles(programmeReleaseRoutes.releaseSchedule)
  release(input: Input<'releaseSchedule'>, asker: Asker) {
    return this.releases.release(input, asker);
  }

  @Handles(programmeReleaseRoutes.reinstateRelease)
  reinstate(input: Input<'reinstateRelease'>, asker: Asker) {
    return this.releases.reinstate(input, asker);
  }

  @Handles(programmeReleaseRoutes.previewRelease)
  preview(input: Input<'previewRelease'>) {
    return this.changes.preview(input);
  }

  @Handles(programmeReleaseRoutes.readReleaseChanges)
  readChanges(input: Input<'readReleaseChanges'>, asker: Asker | null) {
    return this.changes.read(input, asker);
  }

  @Handles(programmeReleaseRoutes.readReleaseFeed)
  async readFeed(input: Input<'readReleaseFeed'>, asker: Asker | null, exchange: Exchange) {
    const language = asker?.language ?? languageOf(exchange.request.headers);
    const { feed, eventId } = await this.feeds.read(input, asker, language);
    return sendFeed(exchange, feed, asker ? undefined : eventId);
  }
}
