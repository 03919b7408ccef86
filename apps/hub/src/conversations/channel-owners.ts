import { Injectable } from '@nestjs/common';
import type { ChannelKind } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';

/** What somebody may do in a channel. */
export interface ChannelRights {
  read: boolean;
  say: boolean;
  moderate: boolean;
}

/** Decides about the channel that hangs on `subjectId`; may also throw an error that says why not. */
export type ChannelOwner = (subjectId: string, asker: Asker) => Promise<ChannelRights>;

const none: ChannelRights = { read: false, say: false, moderate: false };

/** The features that own channels say here who may do what in them; what nobody owns is closed. */
@Injectable()
export class ChannelOwners {
  private readonly byKind = new Map<ChannelKind, ChannelOwner>();

  register(kind: ChannelKind, owner: ChannelOwner): void {
    this.byKind.set(kind, owner);
  }

  async rights(channel: { kind: ChannelKind; subjectId: string }, asker: Asker): Promise<ChannelRights> {
    return (await this.byKind.get(channel.kind)?.(channel.subjectId, asker)) ?? none;
  }
}
