import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.ts';
import { rightsReduced } from '../platform/access.announcements.ts';
import { Announcements } from '../platform/announcements.ts';
import { DraftRepository } from './draft.repository.ts';

/** Whoever speaks in a room by the draft may send from its stage; who no longer does must not go on sending. */
@Injectable()
export class SpeakingRightsService {
  constructor(
    private readonly draft: DraftRepository,
    private readonly announcements: Announcements,
  ) {}

  /** Does a change of an event's draft, which is locked, and announces who speaks in a room no longer. */
  async during<T>(tx: Transaction, eventId: string, change: () => Promise<T>): Promise<T> {
    const before = await this.draft.listSpeaking(tx, eventId);
    const result = await change();
    const after = new Set((await this.draft.listSpeaking(tx, eventId)).map(keyOf));
    const lost = before.filter((speaking) => !after.has(keyOf(speaking)));
    for (const personId of new Set(lost.map((speaking) => speaking.personId)))
      await this.announcements.announce(tx, rightsReduced, { personId });
    return result;
  }
}

const keyOf = ({ personId, roomId }: { personId: string; roomId: string | null }) => `${personId} ${roomId}`;
