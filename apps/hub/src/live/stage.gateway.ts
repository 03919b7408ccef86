import { liveMessages } from '@hubwerk/contracts';
import type { z } from 'zod';
import { Audiences } from '../platform/sockets/audiences.ts';
import { HandlesMessage, type HubSocket } from '../platform/sockets/handles-message.decorator.ts';
import { HubGateway } from '../platform/sockets/hub-gateway.decorator.ts';
import { StagePresenceService } from './stage-presence.service.ts';

type Payload<M extends keyof typeof liveMessages> = z.output<(typeof liveMessages)[M]['payload']>;

@HubGateway()
export class StageGateway {
  private readonly entered = new WeakMap<HubSocket, Set<string>>();

  constructor(
    private readonly presence: StagePresenceService,
    private readonly audiences: Audiences,
  ) {}

  @HandlesMessage(liveMessages.enterStage)
  async enter(socket: HubSocket, { stage }: Payload<'enterStage'>) {
    const { asker } = socket.data;
    const answer = await this.audiences.enter(socket, `stage:${stage}`, () => this.presence.enter(stage, asker));
    this.remember(socket, stage);
    return answer;
  }

  @HandlesMessage(liveMessages.leaveStage)
  async leave(socket: HubSocket, { stage }: Payload<'leaveStage'>) {
    await socket.leave(`stage:${stage}`);
    this.entered.get(socket)?.delete(stage);
    this.presence.countSoon(stage);
  }

  private remember(socket: HubSocket, stage: string): void {
    const known = this.entered.get(socket);
    if (known) return void known.add(stage);
    const stages = new Set([stage]);
    this.entered.set(socket, stages);
    socket.once('disconnect', () => {
      for (const left of stages) this.presence.countSoon(left);
    });
  }
}
