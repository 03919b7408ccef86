import { mediaMessages } from '@hubwerk/contracts';
import type { z } from 'zod';
import { Audiences } from '../platform/sockets/audiences.ts';
import { HandlesMessage, type HubSocket } from '../platform/sockets/handles-message.decorator.ts';
import { HubGateway } from '../platform/sockets/hub-gateway.decorator.ts';
import { MediaService, type Caller } from './media.service.ts';

type Payload<M extends keyof typeof mediaMessages> = z.output<(typeof mediaMessages)[M]['payload']>;

const callerOf = ({ id, data }: HubSocket): Caller => ({ peerId: id, asker: data.asker });

@HubGateway()
export class MediaGateway {
  private readonly known = new WeakSet<HubSocket>();

  constructor(
    private readonly media: MediaService,
    private readonly audiences: Audiences,
  ) {}

  /** Listens to the room first, so that no stream is published between the answer and the first notice. */
  @HandlesMessage(mediaMessages.joinRoom)
  async join(socket: HubSocket, payload: Payload<'joinRoom'>) {
    this.closeWith(socket);
    const joined = await this.audiences.enter(socket, `video:${payload.room}`, () =>
      this.media.join(payload, callerOf(socket)),
    );
    if (!socket.connected) this.media.leaveAll(socket.id);
    return joined;
  }

  @HandlesMessage(mediaMessages.openTransport)
  openTransport(socket: HubSocket, payload: Payload<'openTransport'>) {
    return this.media.openTransport(payload, callerOf(socket));
  }

  @HandlesMessage(mediaMessages.connectTransport)
  connectTransport(socket: HubSocket, payload: Payload<'connectTransport'>) {
    return this.media.connectTransport(payload, callerOf(socket));
  }

  @HandlesMessage(mediaMessages.restartIce)
  restartIce(socket: HubSocket, payload: Payload<'restartIce'>) {
    return this.media.restartIce(payload, callerOf(socket));
  }

  @HandlesMessage(mediaMessages.publishStream)
  publish(socket: HubSocket, payload: Payload<'publishStream'>) {
    return this.media.publish(payload, callerOf(socket));
  }

  @HandlesMessage(mediaMessages.muteStream)
  mute(socket: HubSocket, payload: Payload<'muteStream'>) {
    return this.media.mute(payload, callerOf(socket));
  }

  @HandlesMessage(mediaMessages.unpublishStream)
  unpublish(socket: HubSocket, payload: Payload<'unpublishStream'>) {
    return this.media.unpublish(payload, callerOf(socket));
  }

  @HandlesMessage(mediaMessages.subscribe)
  subscribe(socket: HubSocket, payload: Payload<'subscribe'>) {
    return this.media.subscribe(payload, callerOf(socket));
  }

  @HandlesMessage(mediaMessages.resumeConsumer)
  resume(socket: HubSocket, payload: Payload<'resumeConsumer'>) {
    return this.media.resume(payload, callerOf(socket));
  }

  @HandlesMessage(mediaMessages.preferLayers)
  preferLayers(socket: HubSocket, payload: Payload<'preferLayers'>) {
    return this.media.preferLayers(payload, callerOf(socket));
  }

  @HandlesMessage(mediaMessages.leaveRoom)
  async leave(socket: HubSocket, { room }: Payload<'leaveRoom'>) {
    await socket.leave(`video:${room}`);
    this.media.leave(room, socket.id);
  }

  /** Once per socket, however often it joins. */
  private closeWith(socket: HubSocket): void {
    if (this.known.has(socket)) return;
    this.known.add(socket);
    socket.once('disconnect', () => this.media.leaveAll(socket.id));
  }
}
