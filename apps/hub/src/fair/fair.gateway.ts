import { fairMessages } from '@hubwerk/contracts';
import type { OnGatewayConnection } from '@nestjs/websockets';
import type { z } from 'zod';
import { EventService } from '../events/event.service.ts';
import { Audiences } from '../platform/sockets/audiences.ts';
import { HandlesMessage, type HubSocket } from '../platform/sockets/handles-message.decorator.ts';
import { HubGateway } from '../platform/sockets/hub-gateway.decorator.ts';
import { BoothPresenceService } from './booth-presence.service.ts';
import { BoothService } from './booth.service.ts';

type Payload<M extends keyof typeof fairMessages> = z.output<(typeof fairMessages)[M]['payload']>;

const desk = 'booth-staff:';

@HubGateway()
export class FairGateway implements OnGatewayConnection<HubSocket> {
  constructor(
    private readonly events: EventService,
    private readonly booths: BoothService,
    private readonly presence: BoothPresenceService,
    private readonly audiences: Audiences,
  ) {}

  /** A socket is out of its rooms only after `disconnecting`, the last moment that still knows them. */
  handleConnection(socket: HubSocket): void {
    socket.on('disconnecting', () => {
      const left = [...socket.rooms].filter((room) => room.startsWith(desk));
      socket.once('disconnect', () => {
        for (const room of left) void this.presence.recount(room.slice(desk.length));
      });
    });
  }

  /** Listens first, then reads: what changes in between is heard, not missed. */
  @HandlesMessage(fairMessages.watchFair)
  async watch(socket: HubSocket, { event }: Payload<'watchFair'>) {
    const { asker } = socket.data;
    const { id } = await this.events.getVisible(event, asker);
    return this.audiences.enter(socket, `fair:${id}`, () => this.booths.listStates(event, asker));
  }

  @HandlesMessage(fairMessages.unwatchFair)
  async unwatch(socket: HubSocket, { event }: Payload<'unwatchFair'>) {
    // Whoever hears of it may leave, also when it may not be seen any longer; nobody learns whether it exists.
    const found = await this.events.find(event);
    if (found) await socket.leave(`fair:${found.id}`);
  }

  @HandlesMessage(fairMessages.joinDesk)
  async joinDesk(socket: HubSocket, { booth }: Payload<'joinDesk'>) {
    const { asker } = socket.data;
    await this.audiences.enter(socket, `${desk}${booth}`, () => this.booths.getAttended(booth, asker));
    await this.presence.recount(booth);
    return this.booths.stateOf(booth, asker);
  }

  @HandlesMessage(fairMessages.leaveDesk)
  async leaveDesk(socket: HubSocket, { booth }: Payload<'leaveDesk'>) {
    if (!socket.rooms.has(`${desk}${booth}`)) return;
    await socket.leave(`${desk}${booth}`);
    await this.presence.recount(booth);
  }
}
