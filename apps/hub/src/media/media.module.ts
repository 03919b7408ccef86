import { Module } from '@nestjs/common';
import { MediaHost } from './media-host.ts';
import { MediaPlaces } from './media-places.ts';
import { MediaRoles } from './media-roles.ts';
import { MediaRoomOwners } from './media-room-owners.ts';
import { MediaRoomRepository } from './media-room.repository.ts';
import { MediaSeats } from './media-seats.ts';
import { MediaGateway } from './media.gateway.ts';
import { MediaService } from './media.service.ts';

@Module({
  providers: [
    MediaService,
    MediaGateway,
    MediaHost,
    MediaPlaces,
    MediaRoles,
    MediaRoomOwners,
    MediaRoomRepository,
    MediaSeats,
  ],
  exports: [MediaService],
})
export class MediaModule {}
