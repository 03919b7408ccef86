import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { EventsModule } from '../events/events.module.ts';
import { MediaModule } from '../media/media.module.ts';
import { ProgrammeModule } from '../programme/programme.module.ts';
import { RegistrationModule } from '../registration/registration.module.ts';
import { StageGateService } from './stage-gate.service.ts';
import { StagePresenceService } from './stage-presence.service.ts';
import { StageController } from './stage.controller.ts';
import { StageGateway } from './stage.gateway.ts';
import { StageRepository } from './stage.repository.ts';
import { StageService } from './stage.service.ts';

@Module({
  imports: [ConversationsModule, EventsModule, MediaModule, ProgrammeModule, RegistrationModule],
  controllers: [StageController],
  providers: [StageService, StageGateService, StagePresenceService, StageGateway, StageRepository],
  exports: [StageService],
})
export class LiveModule {}
