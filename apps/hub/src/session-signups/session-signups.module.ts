import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { ProgrammeModule } from '../programme/programme.module.ts';
import { RegistrationModule } from '../registration/registration.module.ts';
import { SessionSignupNewsService } from './session-signup-news.service.ts';
import { SessionSignupController } from './session-signup.controller.ts';
import { SessionSignupRepository } from './session-signup.repository.ts';
import { SessionSignupService } from './session-signup.service.ts';

@Module({
  imports: [EventsModule, IdentityModule, ProgrammeModule, RegistrationModule],
  controllers: [SessionSignupController],
  providers: [SessionSignupNewsService, SessionSignupRepository, SessionSignupService],
})
export class SessionSignupsModule {}
