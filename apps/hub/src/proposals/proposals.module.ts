import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.ts';
import { FormsModule } from '../forms/forms.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { OrganisationsModule } from '../organisations/organisations.module.ts';
import { ProgrammeModule } from '../programme/programme.module.ts';
import { CallController } from './call.controller.ts';
import { CallRepository } from './call.repository.ts';
import { CallService } from './call.service.ts';
import { ConflictService } from './conflict.service.ts';
import { DecisionService } from './decision.service.ts';
import { ProposalController } from './proposal.controller.ts';
import { ProposalMails } from './proposal-mails.ts';
import { ProposalRepository } from './proposal.repository.ts';
import { ProposalService } from './proposal.service.ts';
import { ReviewController } from './review.controller.ts';
import { ReviewRepository } from './review.repository.ts';
import { ReviewService } from './review.service.ts';

@Module({
  imports: [IdentityModule, OrganisationsModule, EventsModule, FormsModule, ProgrammeModule],
  controllers: [CallController, ProposalController, ReviewController],
  providers: [
    CallRepository,
    CallService,
    ConflictService,
    DecisionService,
    ProposalMails,
    ProposalRepository,
    ProposalService,
    ReviewRepository,
    ReviewService,
  ],
})
export class ProposalsModule {}
