import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { OrganisationsModule } from '../organisations/organisations.module.ts';
import { EventContentsService } from './event-contents.service.ts';
import { EventController } from './event.controller.ts';
import { EventRepository } from './event.repository.ts';
import { EventService } from './event.service.ts';

@Module({
  imports: [IdentityModule, OrganisationsModule],
  controllers: [EventController],
  providers: [EventService, EventContentsService, EventRepository],
  exports: [EventService, EventContentsService],
})
export class EventsModule {}
