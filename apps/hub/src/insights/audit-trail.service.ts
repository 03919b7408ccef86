import { Injectable } from '@nestjs/common';
import type { insightRoutes, RouteInput } from '@hubwerk/contracts';
import { EventService } from '../events/event.service.ts';
import { AuditTrailRepository } from './audit-trail.repository.ts';

type Row = Awaited<ReturnType<AuditTrailRepository['list']>>[number];

/** Who changed what, as admins and organisers read it. */
@Injectable()
export class AuditTrailService {
  constructor(
    private readonly trail: AuditTrailRepository,
    private readonly events: EventService,
  ) {}

  list({ query }: RouteInput<typeof insightRoutes.listAudit>) {
    return this.page({}, query);
  }

  async listInEvent({ params, query }: RouteInput<typeof insightRoutes.listEventAudit>) {
    const { id } = await this.events.get(params.event);
    return this.page({ eventId: id }, query);
  }

  private async page(filter: { eventId?: string }, { after, limit }: { after?: string | undefined; limit: number }) {
    const rows = await this.trail.list({ ...filter, after }, limit + 1);
    const items = rows.slice(0, limit);
    return { items: items.map(view), next: rows.length > limit ? (items.at(-1)?.entry.id ?? null) : null };
  }
}

function view({ entry, actor }: Row) {
  const { id, action, subjectKind, subjectId, subjectName, eventId, details, createdAt } = entry;
  return {
    id,
    at: createdAt.toISOString(),
    actor,
    action,
    subject: { kind: subjectKind, id: subjectId, name: subjectName },
    eventId,
    details,
  };
}
