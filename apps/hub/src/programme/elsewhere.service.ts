import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { ElsewhereRepository, type ElsewhereRecord } from './elsewhere.repository.ts';

/** What takes the time of an event's speakers in the rest of its week: the outermost event around it and all inside that. */
@Injectable()
export class ElsewhereService {
  constructor(
    private readonly elsewhere: ElsewhereRepository,
    private readonly events: EventService,
  ) {}

  async list(tx: Transaction, event: EventRecord): Promise<ElsewhereRecord[]> {
    const week = event.ancestors[0] ?? event.id;
    const ids = [week, ...(await this.events.listIdsInside(tx, week))];
    return this.elsewhere.list(
      tx,
      event.id,
      ids.filter((id) => id !== event.id),
    );
  }

  /** What the asker may know of sessions elsewhere, by their ids: nothing of events whose drafts they may not see. */
  async mapVisible(taken: readonly ElsewhereRecord[], asker: Asker) {
    const visible = new Map<string, EventRecord>();
    for (const eventId of new Set(taken.map((session) => session.eventId))) {
      const event = await this.events.get(eventId);
      if (await this.events.may(asker, 'event.see_draft', event)) visible.set(eventId, event);
    }
    return new Map(
      taken.map(({ id, eventId, title }) => {
        const event = visible.get(eventId);
        return [id, event ? { title, event: { slug: event.slug, title: event.title } } : null];
      }),
    );
  }
}
