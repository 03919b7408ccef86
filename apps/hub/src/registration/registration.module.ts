import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.ts';
import { RegistrationController } from './registration.controller.ts';
import { RegistrationRepository } from './registration.repository.ts';
import { RegistrationService } from './registration.service.ts';

@Module({
  imports: [EventsModule],
  controllers: [RegistrationController],
  providers: [RegistrationService, RegistrationRepository],
  exports: [RegistrationService],
})
export class RegistrationModule {}
