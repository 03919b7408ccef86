import { Injectable } from '@nestjs/common';
import { audienceNotices, type SocketNotice } from '@hubwerk/contracts';
import type { Server } from 'socket.io';
import type { z } from 'zod';
import type { Asker } from '../access.ts';

/** Who hears a notice: everyone in a room of sockets, on every hub. */
export type Audience =
  | `person:${string}`
  | `browser-session:${string}`
  | `channel:${string}`
  | `stage:${string}`
  | `draft:${string}`
  | `fair:${string}`
  | `booth-staff:${string}`
  | `video:${string}`;

/** How long another hub has to say who is there, in ms: one that has died is still asked for some seconds. */
const answerWithin = 1_000;

/** Tells clients news. Rooms reach over all hubs that share a Redis. */
@Injectable()
export class Sockets {
  private server: Server | undefined;

  attach(server: Server): void {
    this.server = server;
  }

  tell<N extends SocketNotice>(audience: Audience, notice: N, payload: z.input<N['payload']>): void {
    this.server?.to(audience).emit(notice.name, payload);
  }

  /** The ids of the persons with at least one socket in the room, on any hub. */
  async personsIn(audience: Audience): Promise<string[]> {
    return [...new Set((await this.in(audience)).map(({ asker }) => asker.personId))];
  }

  /** The sockets in the room, on every hub: who they are of, and where else they are. */
  async in(audience: Audience) {
    const sockets = (await this.server?.in(audience).timeout(answerWithin).fetchSockets()) ?? [];
    return sockets.map((socket) => ({
      asker: socket.data.asker as Asker,
      rooms: [...socket.rooms],
      /** Takes it out of a room and says so to the client. */
      leave(room: string): void {
        socket.leave(room);
        const payload: z.input<typeof audienceNotices.audienceLeft.payload> = { audience: room };
        socket.emit(audienceNotices.audienceLeft.name, payload);
      },
    }));
  }

  /** Takes one socket out of an audience. */
  leave(socketId: string, from: Audience): void {
    this.server?.in(socketId).socketsLeave(from);
  }

  /** Ends every connection made with a browser session that is over. */
  disconnect(audience: Audience): void {
    this.server?.in(audience).disconnectSockets(true);
  }
}
