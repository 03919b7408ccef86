import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { EventsModule } from '../events/events.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { MediaModule } from '../media/media.module.ts';
import { OccupancyModule } from '../occupancy/occupancy.module.ts';
import { AvailabilityRepository } from './availability.repository.ts';
import { AvailabilityService } from './availability.service.ts';
import { MeetingAgendaService } from './meeting-agenda.service.ts';
import { MeetingNewsService } from './meeting-news.service.ts';
import { MeetingRoomService } from './meeting-room.service.ts';
import { MeetingController } from './meeting.controller.ts';
import { MeetingRepository } from './meeting.repository.ts';
import { MeetingService } from './meeting.service.ts';
import { SlotService } from './slot.service.ts';

@Module({
  imports: [IdentityModule, ConversationsModule, MediaModule, EventsModule, OccupancyModule],
  controllers: [MeetingController],
  providers: [
    AvailabilityRepository,
    AvailabilityService,
    MeetingAgendaService,
    MeetingNewsService,
    MeetingRepository,
    MeetingRoomService,
    MeetingService,
    SlotService,
  ],
  exports: [AvailabilityService, MeetingService],
})
export class MeetingsModule {}
