import { programmeDraftMessages } from '@hubwerk/contracts';
import type { z } from 'zod';
import { EventService } from '../events/event.service.ts';
import { Audiences } from '../platform/sockets/audiences.ts';
import { HandlesMessage, type HubSocket } from '../platform/sockets/handles-message.decorator.ts';
import { HubGateway } from '../platform/sockets/hub-gateway.decorator.ts';
import { DraftNewsService } from './draft-news.service.ts';

type Payload<M extends keyof typeof programmeDraftMessages> = z.output<(typeof programmeDraftMessages)[M]['payload']>;

@HubGateway()
export class DraftGateway {
  constructor(
    private readonly events: EventService,
    private readonly news: DraftNewsService,
    private readonly audiences: Audiences,
  ) {}

  @HandlesMessage(programmeDraftMessages.watchDraft)
  async watch(socket: HubSocket, { event }: Payload<'watchDraft'>) {
    const { asker } = socket.data;
    const { id } = await this.news.getSeen(event, asker);
    return this.audiences.enter(socket, `draft:${id}`, () => this.news.readRevision(id, asker));
  }

  @HandlesMessage(programmeDraftMessages.unwatchDraft)
  async unwatch(socket: HubSocket, { event }: Payload<'unwatchDraft'>) {
    // Whoever hears of it may leave, also when it may not be seen any longer; nobody learns whether it exists.
    const found = await this.events.find(event);
    if (found) await socket.leave(`draft:${found.id}`);
  }
}
