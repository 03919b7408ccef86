import { Injectable } from '@nestjs/common';
import type { MediaRoomName } from '@hubwerk/contracts';
import type { MediaPeer } from '@hubwerk/media-engine';
import type { Asker } from '../platform/access.ts';
import { HubError } from '../platform/hub-error.ts';
import type { MediaAdmission } from './media-room-owners.ts';

/** One socket in one room. */
export interface Seat {
  readonly room: MediaRoomName;
  readonly peer: MediaPeer;
  readonly asker: Asker;
  /** What the room's owner said last. */
  admitted: MediaAdmission;
}

/** A telephone, a computer and a projector, and one more for the connection that was lost without a word. */
const seatsPerPerson = 4;

/** Who sits in the rooms that this hub carries. */
@Injectable()
export class MediaSeats {
  private readonly byRoom = new Map<MediaRoomName, Map<string, Seat>>();

  rooms(): MediaRoomName[] {
    return [...this.byRoom.keys()];
  }

  all(): Seat[] {
    return [...this.byRoom.values()].flatMap((seats) => [...seats.values()]);
  }

  find(room: MediaRoomName, peerId: string): Seat | undefined {
    return this.byRoom.get(room)?.get(peerId);
  }

  /** @throws HubError too_many_seats, lest one person fills a room; who enters again over the same socket has a seat */
  checkFree(room: MediaRoomName, peerId: string, { personId }: Asker): void {
    const others = [...(this.byRoom.get(room)?.values() ?? [])].filter(
      ({ peer, asker }) => asker.personId === personId && peer.id !== peerId,
    );
    if (others.length >= seatsPerPerson) throw new HubError('too_many_seats');
  }

  take(seat: Seat): void {
    const seats = this.byRoom.get(seat.room) ?? new Map<string, Seat>();
    this.byRoom.set(seat.room, seats.set(seat.peer.id, seat));
  }

  leave(room: MediaRoomName, peerId: string): void {
    const seats = this.byRoom.get(room);
    seats?.get(peerId)?.peer.close();
    seats?.delete(peerId);
    if (seats?.size === 0) this.byRoom.delete(room);
  }

  /** The room is gone with everybody in it. */
  forget(room: MediaRoomName): void {
    this.byRoom.delete(room);
  }
}
