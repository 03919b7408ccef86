import { Injectable } from '@nestjs/common';
import type { MediaRoomKind, MediaRoomName } from '@hubwerk/contracts';
import type { MediaRole } from '@hubwerk/media-engine';
import type { Asker } from '../platform/access.ts';

/** `standby` watches for now and is to send later: when that changes, nobody must wait for hundreds who only watch. */
export type MediaAdmission = MediaRole | 'standby';

/** As what the asker may enter the room that hangs on `subjectId`; null: not at all. May also throw an error that says why not. */
export type MediaRoomOwner = (subjectId: string, asker: Asker) => Promise<MediaAdmission | null>;

/** The features that own rooms say here who enters them as what. */
@Injectable()
export class MediaRoomOwners {
  private readonly byKind = new Map<MediaRoomKind, MediaRoomOwner>();

  register(kind: MediaRoomKind, owner: MediaRoomOwner): void {
    this.byKind.set(kind, owner);
  }

  async admit(room: MediaRoomName, asker: Asker): Promise<MediaAdmission | null> {
    const [kind, subjectId] = room.split(':') as [MediaRoomKind, string];
    return (await this.byKind.get(kind)?.(subjectId, asker)) ?? null;
  }
}

export const engineRole = (admitted: MediaAdmission): MediaRole => (admitted === 'standby' ? 'viewer' : admitted);
