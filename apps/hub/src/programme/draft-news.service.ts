import { Injectable, type OnModuleInit } from '@nestjs/common';
import { programmeDraftNotices } from '@hubwerk/contracts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { notFound } from '../platform/hub-error.ts';
import { Audiences } from '../platform/sockets/audiences.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { DraftRepository } from './draft.repository.ts';
import { sessionSummaryView } from './draft.view.ts';
import { draftChanged } from './programme.announcements.ts';

/** More sessions than these are read again with the whole draft. */
const mostTold = 50;

/** Tells who has a draft open what others change in it, as it is when it is told. */
@Injectable()
export class DraftNewsService implements OnModuleInit {
  constructor(
    private readonly events: EventService,
    private readonly draft: DraftRepository,
    private readonly audiences: Audiences,
    private readonly sockets: Sockets,
    private readonly announcements: Announcements,
  ) {}

  onModuleInit(): void {
    this.audiences.guard('draft', { check: (eventId, asker) => this.getSeen(eventId, asker) });
    this.announcements.on(draftChanged, async ({ eventId, sessionIds = [], roomIds = [], more = false }) => {
      const told = sessionIds.length > mostTold ? [] : sessionIds;
      const sessions = await this.draft.listSessions(eventId, told);
      const there = new Set(sessions.map(({ id }) => id));
      this.sockets.tell(`draft:${eventId}`, programmeDraftNotices.draftChanged, {
        event: eventId,
        sessions: sessions.map((session) => sessionSummaryView(session, session.slot, session.speaking)),
        deletedSessionIds: told.filter((id) => !there.has(id)),
        rooms: await this.draft.listRooms(eventId, roomIds),
        more: more || told.length < sessionIds.length,
      });
    });
  }

  /** An event whose draft the asker may see. @throws HubError not_found */
  async getSeen(reference: string, asker: Asker): Promise<EventRecord> {
    const event = await this.events.get(reference);
    if (await this.events.may(asker, 'event.see_draft', event)) return event;
    throw notFound();
  }

  async readRevision(reference: string, asker: Asker): Promise<{ revision: number }> {
    const { id } = await this.getSeen(reference, asker);
    return { revision: await this.draft.getRevision(id) };
  }
}
