import { Module } from '@nestjs/common';
import { ChannelOwners } from './channel-owners.ts';
import { ConversationController } from './conversation.controller.ts';
import { ConversationGateway } from './conversation.gateway.ts';
import { ConversationRepository } from './conversation.repository.ts';
import { ConversationService } from './conversation.service.ts';

@Module({
  controllers: [ConversationController],
  providers: [ConversationService, ConversationRepository, ConversationGateway, ChannelOwners],
  exports: [ConversationService],
})
export class ConversationsModule {}
