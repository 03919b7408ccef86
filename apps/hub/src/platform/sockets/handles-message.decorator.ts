import { SetMetadata } from '@nestjs/common';
import { SubscribeMessage } from '@nestjs/websockets';
import type { SocketRequest } from '@hubwerk/contracts';
import type { Socket } from 'socket.io';
import type { z } from 'zod';
import type { Asker } from '../access.ts';

export const MESSAGE = Symbol('message');

/** A socket after the handshake: who is behind it is known before any handler runs. */
export type HubSocket = Socket<
  Record<string, never>,
  Record<string, (payload: unknown) => void>,
  Record<string, never>,
  { asker: Asker }
>;

type Handler<M extends SocketRequest> = (
  socket: HubSocket,
  payload: z.output<M['payload']>,
) => z.input<M['answer']> | Promise<z.input<M['answer']>>;

/** Makes a gateway's method the handler of a socket request. What it returns is the ack's `answer`. */
export function HandlesMessage<M extends SocketRequest>(message: M) {
  return <H extends Handler<M>>(target: object, name: string, descriptor: TypedPropertyDescriptor<H>): void => {
    SubscribeMessage(message.name)(target, name, descriptor);
    SetMetadata(MESSAGE, message)(target, name, descriptor);
  };
}
