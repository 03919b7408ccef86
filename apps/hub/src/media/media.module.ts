import { Module } from '@nestjs/common';
import { MediaHost } from './media-host.ts';
import { MediaPlaces } from './media-places.ts';
import { MediaRoomOwners } from './media-room-owners.ts';
import { MediaRoomRepository } from './media-room.repository.ts';
import { MediaGateway } from './media.gateway.ts';
import { MediaService } from './media.service.ts';

@Module({
  providers: [MediaService, MediaGateway, MediaHost, MediaPlaces, MediaRoomOwners, MediaRoomRepository],
  exports: [MediaService],
})
export class MediaModule {}
