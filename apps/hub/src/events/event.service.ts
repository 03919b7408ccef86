import { Injectable, type OnModuleInit } from '@nestjs/common';
import { eventKinds, type eventRoutes, type Permission, type RouteInput } from '@hubwerk/contracts';
import { violatedConstraint } from '../database/database-error.ts';
import { Database, type Transaction } from '../database/database.ts';
import { GrantService } from '../identity/grant.service.ts';
import { OrganisationService } from '../organisations/organisation.service.ts';
import { ScopeResolvers, type Asker, type ScopeTarget } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { EventContentsService } from './event-contents.service.ts';
import { EventRepository, type EventRecord } from './event.repository.ts';
import { eventSummaryView, eventView } from './event.view.ts';
import { eventChanged } from './events.announcements.ts';

export type { EventRecord };

type Input<R extends keyof typeof eventRoutes> = RouteInput<(typeof eventRoutes)[R]>;

/** Events, their nesting and their publication. */
@Injectable()
export class EventService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly events: EventRepository,
    private readonly contents: EventContentsService,
    private readonly grants: GrantService,
    private readonly organisations: OrganisationService,
    private readonly scopes: ScopeResolvers,
    private readonly audit: Audit,
    private readonly announcements: Announcements,
    private readonly publicPages: PublicPages,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.scopes.register('event', async (reference) => {
      const event = await this.events.find(reference);
      return event ? scopeOf(event) : null;
    });
  }

  async list({ query }: Input<'listEvents'>) {
    const within = query.inside ? (await this.getPublic(query.inside)).id : null;
    const { kind, city, on, live } = query;
    const rows = await this.events.listPublished({ within, kind, city, on, live }, query.after, query.limit + 1);
    const items = rows.slice(0, query.limit);
    return { items: items.map(eventSummaryView), next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  async listChoices() {
    const found = await this.events.listPublishedChoices();
    return {
      kinds: eventKinds.filter((kind) => found.some((event) => event.kind === kind)),
      cities: [...new Set(found.flatMap(({ city }) => city ?? []))].toSorted((a, b) => a.localeCompare(b, 'de')),
    };
  }

  async listMine({ query }: Input<'listMyEvents'>, asker: Asker) {
    const held = await this.grants.listEventIds(asker.personId, 'event.see_draft');
    const rows = await this.events.listForWork(held, this.clock.now(), query.after, query.limit + 1);
    const items = rows.slice(0, query.limit);
    return { items: items.map(eventSummaryView), next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  async read({ params }: Input<'readEvent'>, asker: Asker | null) {
    return this.view(await this.getVisible(params.event, asker), asker);
  }

  async readRights({ params }: Input<'readEventRights'>, asker: Asker | null) {
    const event = await this.getVisible(params.event, asker);
    const held = asker ? await this.grants.permissionsOn(asker.personId, scopeOf(event)) : new Set<Permission>();
    return {
      seeDraft: held.has('event.see_draft'),
      edit: held.has('event.edit'),
      release: held.has('programme.release'),
      moderate: held.has('stage.moderate'),
      registrations: held.has('registration.see'),
      review: held.has('proposal.review'),
    };
  }

  async create({ body }: Input<'createEvent'>, asker: Asker) {
    const { parent: parentReference, startsAt, endsAt, ...rest } = body;
    const parent = parentReference ? await this.events.get(parentReference) : null;
    if (parent && !(await this.may(asker, 'event.edit', parent))) throw notFound();
    const made = await this.database.transaction(async (tx) => {
      const event = await this.insert(tx, { ...rest, ...datesOf(startsAt, endsAt) }, parent);
      await this.grants.give(tx, asker.personId, 'organiser', { eventId: event.id });
      return event;
    });
    return this.view(made, asker);
  }

  /** Makes an event inside the caller's transaction; for importers and the demo too. */
  async insert(
    tx: Transaction,
    event: Parameters<EventRepository['insert']>[1],
    parent: EventRecord | null,
  ): Promise<EventRecord> {
    await this.checkOrganiser(event.organiserId);
    await this.events.lockTree(tx, 'shared');
    // What is around it may have changed while it was waited for.
    const around = parent && (await this.events.find(parent.id, tx));
    if (parent && !around) throw notFound();
    const made = await withSlugTaken(() =>
      this.events.insert(tx, {
        ...event,
        template: around?.template ?? event.template ?? false,
        parentId: around?.id ?? null,
        ancestors: around ? [...around.ancestors, around.id] : [],
      }),
    );
    const subject = { kind: 'event', id: made.id, name: made.title };
    await this.audit.record(tx, { action: 'event.created', subject, eventId: made.id });
    await this.announcements.announce(tx, eventChanged, { eventId: made.id });
    return made;
  }

  async edit({ params, body: { version, ...body } }: Input<'editEvent'>, asker: Asker) {
    await this.checkOrganiser(body.organiserId);
    const changed = await this.database.transaction(async (tx) => {
      const event = await this.events.getForUpdate(tx, params.event);
      if (event.version !== version)
        throw new HubError('changed_meanwhile', { details: { current: await this.view(event, asker) } });
      const {
        startsAt = event.startsAt?.toISOString() ?? null,
        endsAt = event.endsAt?.toISOString() ?? null,
        ...rest
      } = body;
      return this.change(tx, event, { ...rest, ...datesOf(startsAt, endsAt) }, 'event.edited', {
        fields: Object.keys(body),
      });
    });
    return this.view(changed, asker);
  }

  async publish({ params }: Input<'publishEvent'>, asker: Asker) {
    const changed = await this.database.transaction(async (tx) => {
      const event = await this.events.getForUpdate(tx, params.event);
      if (event.publishedAt) return this.unchanged(event);
      if (event.template) throw new HubError('not_possible_now');
      return this.change(tx, event, { publishedAt: this.clock.now() }, 'event.published');
    });
    return this.view(changed, asker);
  }

  async withdraw({ params }: Input<'withdrawEvent'>, asker: Asker) {
    const changed = await this.database.transaction(async (tx) => {
      const event = await this.events.getForUpdate(tx, params.event);
      if (!event.publishedAt) return this.unchanged(event);
      return this.change(tx, event, { publishedAt: null }, 'event.withdrawn');
    });
    return this.view(changed, asker);
  }

  async cancel({ params }: Input<'cancelEvent'>, asker: Asker) {
    const changed = await this.database.transaction(async (tx) => {
      const event = await this.events.getForUpdate(tx, params.event);
      return event.cancelledAt ? this.unchanged(event) : this.cancelIn(tx, event);
    });
    return this.view(changed, asker);
  }

  async reinstate({ params }: Input<'reinstateEvent'>, asker: Asker) {
    const changed = await this.database.transaction(async (tx) => {
      const event = await this.events.getForUpdate(tx, params.event);
      if (!event.cancelledAt) return this.unchanged(event);
      return this.change(tx, event, { cancelledAt: null }, 'event.reinstated');
    });
    return this.view(changed, asker);
  }

  /** The event, if the asker may see it: everybody a published one, its team a draft. @throws HubError not_found */
  async getVisible(reference: string, asker: Asker | null): Promise<EventRecord> {
    const event = await this.events.get(reference);
    if (await this.sees(asker, event)) return event;
    throw notFound();
  }

  /** A published event. @throws HubError not_found */
  async getPublic(reference: string): Promise<EventRecord> {
    return this.getVisible(reference, null);
  }

  /** The event whatever its state, for callers that have checked access. @throws HubError not_found */
  get(reference: string): Promise<EventRecord> {
    return this.events.get(reference);
  }

  find(reference: string): Promise<EventRecord | undefined> {
    return this.events.find(reference);
  }

  /** @returns the ids of the events inside an event, at any depth */
  listIdsInside(tx: Transaction, eventId: string): Promise<string[]> {
    return this.events.listIdsInside(tx, eventId);
  }

  listByIds(ids: string[]): Promise<EventRecord[]> {
    return this.events.list(ids);
  }

  /** Locks the rows of several, always in the same order. */
  lockAll(tx: Transaction, ids: string[]): Promise<EventRecord[]> {
    return this.events.listForUpdate(tx, ids);
  }

  hasInside(eventId: string): Promise<boolean> {
    return this.events.hasInside(eventId);
  }

  summaryView(event: EventRecord) {
    return eventSummaryView(event);
  }

  /** Locks the event's row for the transaction, so that changes within one event queue up. */
  lock(tx: Transaction, reference: string): Promise<EventRecord> {
    return this.events.getForUpdate(tx, reference);
  }

  /** The slug, or where it is taken the first free one that only has a number behind it. */
  async freeSlug(tx: Transaction, wanted: string): Promise<string> {
    const taken = new Set(await this.events.listSlugs(tx, wanted));
    for (let number = 1; ; number += 1) {
      const slug = number === 1 ? wanted : `${wanted}-${number}`;
      if (!taken.has(slug)) return slug;
    }
  }

  /** Takes an event away with all that hangs on it, for callers that have made sure that nobody misses it. */
  async remove(tx: Transaction, event: EventRecord): Promise<void> {
    await this.events.delete(tx, event.id);
    const subject = { kind: 'event', id: event.id, name: event.title };
    await this.audit.record(tx, { action: 'event.removed', subject });
    await this.publicPages.changed(tx, ...event.ancestors, event.id);
  }

  async may(asker: Asker | null, permission: Permission, event: EventRecord): Promise<boolean> {
    return asker !== null && this.grants.allows(asker.personId, permission, scopeOf(event));
  }

  /** Keeps count of the event's stages on air, so that lists can show it as live. */
  async stageWent(tx: Transaction, eventId: string, onAir: 'on' | 'off'): Promise<void> {
    const { ancestors } = await this.events.addStagesOnAir(tx, eventId, onAir === 'on' ? 1 : -1);
    await this.announcements.announce(tx, eventChanged, { eventId });
    await this.publicPages.changed(tx, ...ancestors, eventId);
  }

  /** In the caller's transaction, for an event it has locked. */
  cancelIn(tx: Transaction, event: EventRecord): Promise<EventRecord> {
    return this.change(tx, event, { cancelledAt: this.clock.now() }, 'event.cancelled');
  }

  /** Changes an event in the caller's transaction and says so to everybody concerned. */
  async change(
    tx: Transaction,
    event: EventRecord,
    changes: Parameters<EventRepository['update']>[2],
    action: `event.${string}`,
    details?: Record<string, unknown>,
  ): Promise<EventRecord> {
    const changed = await withSlugTaken(() => this.events.update(tx, event.id, changes));
    await this.audit.record(tx, {
      action,
      subject: { kind: 'event', id: event.id, name: changed.title },
      eventId: event.id,
      ...(details && { details }),
    });
    await this.announcements.announce(tx, eventChanged, { eventId: event.id });
    // Pages of the events inside name this one, while it is published.
    const inside = await this.events.listIdsInside(tx, event.id);
    await this.publicPages.changed(tx, ...event.ancestors, event.id, ...inside);
    return changed;
  }

  private unchanged(event: EventRecord): EventRecord {
    this.audit.unchanged();
    return event;
  }

  private async checkOrganiser(organiserId: string | null | undefined): Promise<void> {
    if (organiserId && !(await this.organisations.find(organiserId)))
      throw invalid(['organiserId'], 'no_such_organisation');
  }

  /** The event as the asker sees it. */
  async view(event: EventRecord, asker: Asker | null) {
    const [organiser, has] = await Promise.all([
      event.organiserId ? this.organisations.find(event.organiserId) : null,
      this.contents.of(event, asker),
    ]);
    const around = [];
    for (const outer of await this.events.list(event.ancestors)) if (await this.sees(asker, outer)) around.push(outer);
    return eventView(event, { around, organiser: organiser ?? null, has });
  }

  private async sees(asker: Asker | null, event: EventRecord): Promise<boolean> {
    return event.publishedAt !== null || this.may(asker, 'event.see_draft', event);
  }
}

function scopeOf(event: EventRecord): ScopeTarget {
  return { eventIds: [...event.ancestors, event.id], organisationIds: event.organiserId ? [event.organiserId] : [] };
}

function datesOf(startsAt: string | null, endsAt: string | null) {
  if (endsAt && !startsAt) throw invalid(['startsAt'], 'needs_beginning');
  const dates = { startsAt: startsAt ? new Date(startsAt) : null, endsAt: endsAt ? new Date(endsAt) : null };
  if (dates.startsAt && dates.endsAt && dates.endsAt <= dates.startsAt) throw invalid(['endsAt'], 'after_beginning');
  return dates;
}

async function withSlugTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) === 'events_slug_unique') {
      throw new HubError('name_taken', { issues: [{ path: ['body', 'slug'], message: 'taken' }] });
    }
    throw error;
  }
}
