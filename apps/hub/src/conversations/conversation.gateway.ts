import { conversationMessages } from '@hubwerk/contracts';
import type { z } from 'zod';
import { Audiences } from '../platform/sockets/audiences.ts';
import { HandlesMessage, type HubSocket } from '../platform/sockets/handles-message.decorator.ts';
import { HubGateway } from '../platform/sockets/hub-gateway.decorator.ts';
import { ConversationService } from './conversation.service.ts';

type Payload<M extends keyof typeof conversationMessages> = z.output<(typeof conversationMessages)[M]['payload']>;

@HubGateway()
export class ConversationGateway {
  constructor(
    private readonly conversations: ConversationService,
    private readonly audiences: Audiences,
  ) {}

  /** Listens first, then reads the sequence: a line said in between is heard, not missed. */
  @HandlesMessage(conversationMessages.joinChat)
  async join(socket: HubSocket, payload: Payload<'joinChat'>) {
    return this.audiences.enter(socket, `channel:${payload.channel}`, () =>
      this.conversations.join(payload, socket.data.asker),
    );
  }

  @HandlesMessage(conversationMessages.leaveChat)
  async leave(socket: HubSocket, payload: Payload<'leaveChat'>) {
    await socket.leave(`channel:${payload.channel}`);
  }

  @HandlesMessage(conversationMessages.say)
  say(socket: HubSocket, payload: Payload<'say'>) {
    return this.conversations.say(payload, socket.data.asker);
  }

  @HandlesMessage(conversationMessages.removeLine)
  remove(socket: HubSocket, payload: Payload<'removeLine'>) {
    return this.conversations.remove(payload, socket.data.asker);
  }
}
