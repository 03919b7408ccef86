import { Controller } from '@nestjs/common';
import { conversationRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { ConversationService } from './conversation.service.ts';

@Controller()
export class ConversationController {
  constructor(private readonly conversations: ConversationService) {}

  @Handles(conversationRoutes.listLines)
  listLines(input: RouteInput<typeof conversationRoutes.listLines>, asker: Asker) {
    return this.conversations.listLines(input, asker);
  }
}
