import { Injectable, type OnModuleInit } from '@nestjs/common';
import { rightsReduced } from '../access.announcements.ts';
import type { Asker } from '../access.ts';
import { Announcements } from '../announcements.ts';
import { HubError } from '../hub-error.ts';
import type { HubSocket } from './handles-message.decorator.ts';
import { Sockets, type Audience } from './sockets.ts';

type Kind = Audience extends `${infer K}:${string}` ? K : never;

/** Who may hear what is told to one kind of audience. */
interface Door {
  /** Throws a `HubError` if the asker may not (any longer) hear what is told to `subjectId`. */
  check(subjectId: string, asker: Asker): Promise<unknown>;
  /** After somebody was led out. */
  left?(subjectId: string): unknown;
}

/**
 * The right to hear an audience is checked before a socket comes in, once it is in, and again when rights were reduced: sockets whose person
 * has lost it are led out at once, on every hub, and told so.
 */
@Injectable()
export class Audiences implements OnModuleInit {
  private readonly doors = new Map<string, Door>();

  constructor(
    private readonly sockets: Sockets,
    private readonly announcements: Announcements,
  ) {}

  onModuleInit(): void {
    this.announcements.on(rightsReduced, ({ personId }) => this.checkAgain(`person:${personId}`));
  }

  /** The feature whose news an audience hears decides who is in it. */
  guard(kind: Kind, door: Door): void {
    this.doors.set(kind, door);
  }

  /**
   * Lets in a socket that may be there: who may not hears nothing, not even for the moment that checking takes.
   * @param read what it is answered, read once it listens so that nothing is missed; it checks again, so that no change
   *   of rights falls in between
   */
  async enter<T>(socket: HubSocket, audience: Audience, read: () => Promise<T>): Promise<T> {
    const { door, subjectId } = this.doorOf(audience);
    if (!door) throw new Error(`nobody guards ${audience}`);
    await door.check(subjectId, socket.data.asker);
    await socket.join(audience);
    try {
      return await read();
    } catch (error) {
      await socket.leave(audience);
      throw error;
    }
  }

  /** Checks the sockets in one audience again, for each guarded audience they are in. */
  async checkAgain(audience: Audience): Promise<void> {
    const answers = new Map<string, Promise<boolean>>();
    const left = new Map<string, () => unknown>();
    for (const socket of await this.sockets.in(audience)) {
      for (const room of socket.rooms) {
        const { door, subjectId } = this.doorOf(room);
        if (!door) continue;
        const key = `${socket.asker.personId} ${room}`;
        const answer = answers.get(key) ?? admits(door, subjectId, socket.asker);
        answers.set(key, answer);
        if (await answer) continue;
        socket.leave(room);
        left.set(room, () => door.left?.(subjectId));
      }
    }
    for (const tell of left.values()) await tell();
  }

  private doorOf(room: string): { door: Door | undefined; subjectId: string } {
    const [kind = '', subjectId = ''] = room.split(/:(.*)/s);
    return { door: this.doors.get(kind), subjectId };
  }
}

async function admits(door: Door, subjectId: string, asker: Asker): Promise<boolean> {
  try {
    await door.check(subjectId, asker);
    return true;
  } catch (error) {
    if (error instanceof HubError) return false;
    throw error;
  }
}
