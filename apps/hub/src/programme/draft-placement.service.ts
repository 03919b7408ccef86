import { Injectable } from '@nestjs/common';
import { ProgrammeCheck, type Warning } from '@hubwerk/scheduling';
import { Database, snapshot, type Transaction } from '../database/database.ts';
import type { EventRecord } from '../events/event.service.ts';
import { Announcements } from '../platform/announcements.ts';
import { DraftRepository } from './draft.repository.ts';
import { draftView } from './draft.view.ts';
import { ElsewhereService } from './elsewhere.service.ts';
import { draftChanged } from './programme.announcements.ts';
import { SpeakingRightsService } from './speaking-rights.service.ts';

export type DraftToPlace = ReturnType<typeof draftView>;

/** A slot for a session as it was when the slot was found. */
interface FoundSlot {
  sessionId: string;
  sessionVersion: number;
  slotVersion: number;
  roomId: string;
  startsAt: string;
  endsAt: string;
}

/** What a placement may not do, though an organiser may. */
const hard: ReadonlySet<Warning['kind']> = new Set([
  'room_taken',
  'speaker_taken',
  'speaker_elsewhere',
  'speaker_unavailable',
  'equipment_missing',
  'during_break',
]);

/** Drafts as what places their sessions needs them. */
@Injectable()
export class DraftPlacementService {
  constructor(
    private readonly database: Database,
    private readonly draft: DraftRepository,
    private readonly elsewhere: ElsewhereService,
    private readonly speakingRights: SpeakingRightsService,
    private readonly announcements: Announcements,
  ) {}

  read(event: EventRecord): Promise<DraftToPlace> {
    return this.database.transaction((tx) => this.readIn(tx, event), snapshot);
  }

  /** Places sessions in the caller's transaction, but for those that were changed, or whose place was taken, meanwhile. */
  async place(
    tx: Transaction,
    event: EventRecord,
    found: readonly FoundSlot[],
  ): Promise<{ placed: string[]; leftOut: string[] }> {
    await this.draft.lock(tx, event.id);
    const draft = await this.readIn(tx, event);
    const check = new ProgrammeCheck(draft);
    const now = new Map(draft.sessions.map((session) => [session.id, session]));
    const possible = found.filter(({ sessionId, sessionVersion, slotVersion, roomId, startsAt, endsAt }) => {
      const session = now.get(sessionId);
      if (session?.version !== sessionVersion || session.slot.version !== slotVersion) return false;
      check.put({ ...session, slot: { roomId, startsAt, endsAt } });
      if (!check.warningsOf(sessionId).some(({ kind }) => hard.has(kind))) return true;
      check.put(session);
      return false;
    });
    await this.speakingRights.during(tx, event.id, async () => {
      for (const { sessionId, roomId, startsAt, endsAt } of possible)
        await this.draft.updateSlot(tx, sessionId, {
          roomId,
          startsAt: new Date(startsAt),
          endsAt: new Date(endsAt),
        });
    });
    const placed = possible.map(({ sessionId }) => sessionId);
    await this.announcements.announce(tx, draftChanged, { eventId: event.id, sessionIds: placed });
    return { placed, leftOut: found.map(({ sessionId }) => sessionId).filter((id) => !placed.includes(id)) };
  }

  private async readIn(tx: Transaction, event: EventRecord): Promise<DraftToPlace> {
    return draftView(await this.draft.read(event.id, tx), event.zone, await this.elsewhere.list(tx, event));
  }
}
