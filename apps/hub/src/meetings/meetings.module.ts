import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { OccupancyModule } from '../occupancy/occupancy.module.ts';
import { AvailabilityRepository } from './availability.repository.ts';
import { AvailabilityService } from './availability.service.ts';
import { MeetingNewsService } from './meeting-news.service.ts';
import { MeetingController } from './meeting.controller.ts';
import { MeetingRepository } from './meeting.repository.ts';
import { MeetingService } from './meeting.service.ts';
import { SlotService } from './slot.service.ts';

@Module({
  imports: [IdentityModule, EventsModule, OccupancyModule],
  controllers: [MeetingController],
  providers: [
    AvailabilityRepository,
    AvailabilityService,
    MeetingNewsService,
    MeetingRepository,
    MeetingService,
    SlotService,
  ],
  exports: [AvailabilityService, MeetingService],
})
export class MeetingsModule {}
