import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { OrganisationsModule } from '../organisations/organisations.module.ts';
import { EventCopiesService } from './event-copies.service.ts';
import { EventContentsService } from './event-contents.service.ts';
import { EventFiguresService } from './event-figures.service.ts';
import { EventTreeService } from './event-tree.service.ts';
import { EventController } from './event.controller.ts';
import { EventRepository } from './event.repository.ts';
import { EventService } from './event.service.ts';

@Module({
  imports: [IdentityModule, OrganisationsModule],
  controllers: [EventController],
  providers: [
    EventService,
    EventContentsService,
    EventCopiesService,
    EventFiguresService,
    EventRepository,
    EventTreeService,
  ],
  exports: [EventService, EventContentsService, EventCopiesService, EventFiguresService, EventTreeService],
})
export class EventsModule {}
