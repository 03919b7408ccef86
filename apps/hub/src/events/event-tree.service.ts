import { Injectable } from '@nestjs/common';
import type { eventRoutes, RouteInput } from '@hubwerk/contracts';
import { Database } from '../database/database.ts';
import { GrantService } from '../identity/grant.service.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { HubError, invalid } from '../platform/hub-error.ts';
import { EventFiguresService } from './event-figures.service.ts';
import { EventRepository, type EventRecord } from './event.repository.ts';
import { EventService } from './event.service.ts';
import { eventInTreeView } from './event.view.ts';
import { eventChanged } from './events.announcements.ts';

type Input<R extends keyof typeof eventRoutes> = RouteInput<(typeof eventRoutes)[R]>;

/** Which event is inside which: the tree of one, and moving one into another. */
@Injectable()
export class EventTreeService {
  constructor(
    private readonly database: Database,
    private readonly events: EventRepository,
    private readonly records: EventService,
    private readonly figures: EventFiguresService,
    private readonly grants: GrantService,
    private readonly audit: Audit,
    private readonly announcements: Announcements,
    private readonly publicPages: PublicPages,
  ) {}

  async read({ params }: Input<'readEventTree'>) {
    const event = await this.events.get(params.event);
    const all = await this.events.listTree(event.id);
    const figures = await this.figures.of(all.map(({ id }) => id));
    return { items: inTreeOrder(all, event.id).map((one) => eventInTreeView(one, figures(one.id))), next: null };
  }

  /** Who moves an event edits it, and the one it goes into; outside of all it is for who may make one there. */
  async move({ params, body }: Input<'moveEvent'>, asker: Asker) {
    const moved = await this.database.transaction(async (tx) => {
      await this.events.lockTree(tx, 'alone');
      const event = await this.events.getForUpdate(tx, params.event);
      const parent = body.parent === null ? null : await this.events.find(body.parent, tx);
      const allowed = parent
        ? await this.records.may(asker, 'event.edit', parent)
        : parent === null && (await this.grants.allowsOnHub(asker.personId, 'event.create'));
      if (parent === undefined || !allowed) throw invalid(['parent'], 'no_such_event');
      if ((parent?.id ?? null) === event.parentId) {
        this.audit.unchanged();
        return event;
      }
      if (parent && [...parent.ancestors, parent.id].includes(event.id)) throw invalid(['parent'], 'inside_itself');
      // A template's copies are made of all inside it, and what is published stays out of templates.
      if ((parent?.template ?? event.template) !== event.template) throw new HubError('not_possible_now');
      const after = await this.events.move(tx, event, parent);
      const inside = await this.events.listIdsInside(tx, event.id);
      await this.audit.record(tx, {
        action: 'event.moved',
        subject: { kind: 'event', id: event.id, name: event.title },
        eventId: event.id,
        details: { before: { parent: event.parentId }, after: { parent: after.parentId } },
      });
      await this.grants.inheritedAnew(tx, { before: event.ancestors, after: after.ancestors });
      for (const eventId of [event.id, ...inside]) await this.announcements.announce(tx, eventChanged, { eventId });
      await this.publicPages.changed(tx, ...event.ancestors, ...after.ancestors, event.id, ...inside);
      return after;
    });
    return this.records.view(moved, asker);
  }
}

/** Each event directly before those inside it, those beside each other in the order they came in. */
function inTreeOrder(all: EventRecord[], rootId: string): EventRecord[] {
  const inside = Map.groupBy(all, ({ parentId }) => parentId);
  const withInside = (event: EventRecord): EventRecord[] => [
    event,
    ...(inside.get(event.id) ?? []).flatMap((one) => withInside(one)),
  ];
  return all.filter(({ id }) => id === rootId).flatMap((root) => withInside(root));
}
