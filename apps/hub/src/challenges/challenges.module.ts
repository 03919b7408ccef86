import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.ts';
import { FilesModule } from '../files/files.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { OccupancyModule } from '../occupancy/occupancy.module.ts';
import { OrganisationsModule } from '../organisations/organisations.module.ts';
import { ProgrammeModule } from '../programme/programme.module.ts';
import { ApplicationRepository } from './application.repository.ts';
import { ApplicationService } from './application.service.ts';
import { AwardService } from './award.service.ts';
import { ChallengeAgendaService } from './challenge-agenda.service.ts';
import { ChallengeController } from './challenge.controller.ts';
import { ChallengeMails } from './challenge-mails.ts';
import { ChallengeRepository } from './challenge.repository.ts';
import { ChallengeService } from './challenge.service.ts';
import { JudgingController } from './judging.controller.ts';
import { JuryRepository } from './jury.repository.ts';
import { JuryService } from './jury.service.ts';
import { ShortlistService } from './shortlist.service.ts';

@Module({
  imports: [IdentityModule, OrganisationsModule, FilesModule, EventsModule, OccupancyModule, ProgrammeModule],
  controllers: [ChallengeController, JudgingController],
  providers: [
    ApplicationRepository,
    ApplicationService,
    AwardService,
    ChallengeAgendaService,
    ChallengeMails,
    ChallengeRepository,
    ChallengeService,
    JuryRepository,
    JuryService,
    ShortlistService,
  ],
  exports: [ApplicationService, AwardService, ChallengeService, JuryService, ShortlistService],
})
export class ChallengesModule {}
