import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.ts';
import { ProgrammeModule } from '../programme/programme.module.ts';
import { PlacementController } from './placement.controller.ts';
import { ProposalRepository } from './proposal.repository.ts';
import { ProposalService } from './proposal.service.ts';

@Module({
  imports: [EventsModule, ProgrammeModule],
  controllers: [PlacementController],
  providers: [ProposalRepository, ProposalService],
})
export class PlacementModule {}
