import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { mediaNotices } from '@hubwerk/contracts';
import { HubError } from '../platform/hub-error.ts';
import { Log } from '../platform/log.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { engineRole, MediaRoomOwners, type MediaAdmission } from './media-room-owners.ts';
import { MediaSeats, type Seat } from './media-seats.ts';

/** Milliseconds after which everybody who may send is asked about again: rights also end without a word, as by the clock. */
const askEvery = 10_000;
/** Those who only watch are many and harm nobody: they are asked about in one of so many rounds. */
const roundsToAll = 6;
/** People asked about at the same time; each takes several queries, and everybody else wants the database too. */
const atOnce = 4;

/** Keeps what people may do in a room true while they are in it. */
@Injectable()
export class MediaRoles implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round = 0;

  constructor(
    private readonly owners: MediaRoomOwners,
    private readonly seats: MediaSeats,
    private readonly sockets: Sockets,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.askLater();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Asks the owners of the rooms again about these seats, those who may send first, and does at once what the answers mean. */
  async check(of: (seat: Seat) => boolean): Promise<void> {
    const people = Map.groupBy(this.seats.all().filter(of), ({ room, asker }) => `${room} ${asker.personId}`);
    const waiting = [...people.values()].sort((a, b) => urgency(b) - urgency(a));
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let seats = waiting.shift(); seats; seats = waiting.shift()) await this.checkPerson(seats);
      }),
    );
  }

  /** Takes a seat away and says so, wherever its person sits. */
  dismiss({ room, peer, asker }: Seat): void {
    this.seats.leave(room, peer.id);
    this.sockets.leave(peer.id, `video:${room}`);
    this.sockets.tell(`person:${asker.personId}`, mediaNotices.roleChanged, { room, role: null });
  }

  /** The seats of one person in one room. */
  private async checkPerson(seats: Seat[]): Promise<void> {
    const [first] = seats;
    if (!first) return;
    const admitted = await this.owners.admit(first.room, first.asker).catch((error: unknown) => {
      if (error instanceof HubError) return null;
      throw error;
    });
    for (const seat of seats) this.apply(seat, admitted);
  }

  private apply(seat: Seat, admitted: MediaAdmission | null): void {
    if (seat.peer.closed) return;
    if (!admitted) return this.dismiss(seat);
    seat.admitted = admitted;
    const role = engineRole(admitted);
    if (role === seat.peer.role) return;
    seat.peer.setRole(role);
    this.sockets.tell(`person:${seat.asker.personId}`, mediaNotices.roleChanged, { room: seat.room, role });
  }

  private askLater(): void {
    this.timer = setTimeout(() => void this.askAgain(), askEvery).unref();
  }

  private async askAgain(): Promise<void> {
    this.round = (this.round + 1) % roundsToAll;
    try {
      await this.check(({ admitted }) => admitted !== 'viewer' || this.round === 0);
    } catch (error) {
      this.log.error({ err: error }, 'roles in media rooms could not be asked again');
    }
    if (this.timer) this.askLater();
  }
}

const urgency = (seats: Seat[]) => (seats.some(({ admitted }) => admitted !== 'viewer') ? 1 : 0);
