import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { OccupancyModule } from '../occupancy/occupancy.module.ts';
import { DraftNewsService } from './draft-news.service.ts';
import { DraftController } from './draft.controller.ts';
import { DraftGateway } from './draft.gateway.ts';
import { DraftPlacementService } from './draft-placement.service.ts';
import { DraftCopyRepository } from './draft-copy.repository.ts';
import { DraftCopyService } from './draft-copy.service.ts';
import { DraftRepository } from './draft.repository.ts';
import { DraftService } from './draft.service.ts';
import { ElsewhereRepository } from './elsewhere.repository.ts';
import { ElsewhereService } from './elsewhere.service.ts';
import { ImportedDraftRepository } from './imported-draft.repository.ts';
import { LatestReleases } from './latest-releases.ts';
import { ProgrammeController } from './programme.controller.ts';
import { ReleaseChangesService } from './release-changes.service.ts';
import { ReleaseFeedService } from './release-feed.service.ts';
import { ReleaseController } from './release.controller.ts';
import { ReleaseMailsService } from './release-mails.service.ts';
import { ReleaseRepository } from './release.repository.ts';
import { ReleaseService } from './release.service.ts';
import { ScheduleExportController } from './schedule-export.controller.ts';
import { ScheduleExportService } from './schedule-export.service.ts';
import { ScheduleImportRepository } from './schedule-import.repository.ts';
import { ScheduleImportService } from './schedule-import.service.ts';
import { ScheduleImporter } from './schedule-importer.ts';
import { ScheduleService } from './schedule.service.ts';
import { SpeakerService } from './speaker.service.ts';
import { SpeakingRightsService } from './speaking-rights.service.ts';
import { SpeakingTimesService } from './speaking-times.service.ts';
import { StarRepository } from './star.repository.ts';
import { StarService } from './star.service.ts';

@Module({
  imports: [IdentityModule, EventsModule, OccupancyModule],
  controllers: [ProgrammeController, DraftController, ReleaseController, ScheduleExportController],
  providers: [
    DraftGateway,
    DraftNewsService,
    DraftPlacementService,
    DraftCopyRepository,
    DraftCopyService,
    DraftRepository,
    DraftService,
    ElsewhereRepository,
    ElsewhereService,
    ImportedDraftRepository,
    LatestReleases,
    ReleaseChangesService,
    ReleaseFeedService,
    ReleaseMailsService,
    ReleaseRepository,
    ReleaseService,
    ScheduleExportService,
    ScheduleImportRepository,
    ScheduleImportService,
    ScheduleImporter,
    ScheduleService,
    SpeakerService,
    SpeakingRightsService,
    SpeakingTimesService,
    StarRepository,
    StarService,
  ],
  exports: [
    DraftPlacementService,
    DraftService,
    ReleaseService,
    ScheduleImportService,
    ScheduleService,
    SpeakerService,
    StarService,
  ],
})
export class ProgrammeModule {}
