import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { fairRoutes, RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventCopiesService } from '../events/event-copies.service.ts';
import { EventContentsService } from '../events/event-contents.service.ts';
import { EventService } from '../events/event.service.ts';
import { FileService } from '../files/file.service.ts';
import { OrganisationService } from '../organisations/organisation.service.ts';
import type { Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { isId } from '../platform/is-id.ts';
import { BoothStaffRepository } from './booth-staff.repository.ts';
import { mayAttendBooth, mayEditBooth, type BoothTies } from './fair.access.ts';
import { FairRepository, type BoothRecord } from './fair.repository.ts';
import { boothStateView, boothSummaryView, boothView, hallView } from './fair.view.ts';

type Input<R extends keyof typeof fairRoutes> = RouteInput<(typeof fairRoutes)[R]>;

/** Booths as visitors see them and as their exhibitors keep them. */
@Injectable()
export class BoothService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly fair: FairRepository,
    private readonly staff: BoothStaffRepository,
    private readonly events: EventService,
    private readonly contents: EventContentsService,
    private readonly copies: EventCopiesService,
    private readonly organisations: OrganisationService,
    private readonly files: FileService,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.contents.register('fair', ({ id }) => this.fair.hasHalls(id));
    // Who exhibits is asked anew.
    this.copies.register(async (tx, { from, to, takes }) => {
      if (takes('halls')) await this.fair.copyHalls(tx, from.id, to.id);
    });
  }

  async readFair({ params }: Input<'readFair'>, asker: Asker | null) {
    const event = await this.events.getVisible(params.event, asker);
    const [halls, booths] = await Promise.all([this.fair.listHalls(event.id), this.fair.listBooths(event.id)]);
    const exhibitors = await this.organisations.listByIds(booths.map(({ organisationId }) => organisationId));
    const byId = new Map(exhibitors.map((organisation) => [organisation.id, organisation]));
    const items = halls.map((hall) => ({
      ...hallView(hall),
      booths: booths.flatMap((booth) => {
        const organisation = byId.get(booth.organisationId);
        return booth.hallId === hall.id && organisation ? [boothSummaryView(booth, organisation)] : [];
      }),
    }));
    return { items, next: null };
  }

  async readBooth({ params }: Input<'readBooth'>, asker: Asker | null) {
    return this.view(await this.getVisible(params, asker));
  }

  async readRights({ params }: Input<'readBoothRights'>, asker: Asker | null) {
    const booth = await this.getVisible(params, asker);
    if (!asker) return { edit: false, attend: false };
    const ties = await this.tiesOf(booth, asker);
    return { edit: mayEditBooth(ties), attend: mayAttendBooth(ties) };
  }

  async edit({ params, body }: Input<'editBooth'>, asker: Asker) {
    const { id } = await this.getOwn(params, asker, mayEditBooth);
    const { version, ...changes } = body;
    const { documents, headline, text, links } = changes;
    const changed = await this.database.transaction(async (tx) => {
      const booth = await this.fair.lockBooth(tx, id);
      if (booth.version !== version)
        throw new HubError('changed_meanwhile', { details: { current: await this.view(booth) } });
      if (documents) {
        const subject = { kind: 'booth.document', id } as const;
        const ids = documents.map(({ fileId }) => fileId);
        await this.files.show(tx, subject, ids, { asker, purpose: 'document', audience: 'public', at: ['documents'] });
        const once = documents.filter(({ fileId }, index) => ids.indexOf(fileId) === index);
        await this.fair.replaceDocuments(tx, id, once);
      }
      await this.record(tx, 'booth.edited', booth, { fields: Object.keys(changes) });
      return this.fair.updateBooth(tx, id, {
        version: version + 1,
        ...(headline && { headline }),
        ...(text && { text }),
        ...(links && { links }),
      });
    });
    return this.view(changed);
  }

  /** Writes down a change of a booth, which is called like its exhibitor, in the change's transaction. */
  async record(
    tx: Transaction,
    action: `booth.${string}`,
    { id, eventId, organisationId }: BoothRecord,
    details?: Record<string, unknown>,
  ): Promise<void> {
    const exhibitor = await this.organisations.find(organisationId);
    const subject = { kind: 'booth', id, name: exhibitor?.name };
    await this.audit.record(tx, { action, subject, eventId, ...(details && { details }) });
  }

  /** How every booth of an event stands, for who watches the fair. */
  async listStates(event: string, asker: Asker) {
    const { id } = await this.events.getVisible(event, asker);
    return { eventId: id, booths: (await this.fair.listBooths(id)).map(boothStateView) };
  }

  /** A booth whatever its state, of the event the path names. @throws HubError not_found */
  async get({ event, booth: reference }: { event: string; booth: string }): Promise<BoothRecord> {
    const { id } = await this.events.get(event);
    const booth = await this.find(id, reference);
    if (booth?.eventId !== id) throw notFound();
    return booth;
  }

  /** A booth of an event the asker may see, or one that is theirs. @throws HubError not_found */
  async getVisible(at: { event: string; booth: string }, asker: Asker | null): Promise<BoothRecord> {
    const booth = await this.get(at);
    if (asker && mayEditBooth(await this.tiesOf(booth, asker))) return booth;
    await this.events.getVisible(at.event, asker);
    return booth;
  }

  /** A booth to which the asker has the ties that `may` asks for. @throws HubError not_found */
  async getOwn(
    at: { event: string; booth: string },
    asker: Asker,
    may: (ties: BoothTies) => boolean,
  ): Promise<BoothRecord> {
    const booth = await this.get(at);
    if (!may(await this.tiesOf(booth, asker))) throw notFound();
    return booth;
  }

  /** The booth, if the asker is on its staff. @throws HubError not_found */
  async getAttended(id: string, asker: Asker): Promise<BoothRecord> {
    const booth = await this.fair.findBooth(id);
    if (!booth || !(await this.staff.exists(id, asker.personId))) throw notFound();
    return booth;
  }

  /** How a booth stands, for its staff. */
  async stateOf(id: string, asker: Asker) {
    return boothStateView(await this.getAttended(id, asker));
  }

  async view(booth: BoothRecord) {
    const [hall, organisation, documents] = await Promise.all([
      this.fair.findHall(booth.eventId, booth.hallId),
      this.organisations.read({ params: { organisation: booth.organisationId }, query: undefined, body: undefined }),
      this.fair.listDocuments(booth.id),
    ]);
    if (!hall) throw notFound();
    return boothView(booth, hall, organisation, documents);
  }

  private async find(eventId: string, reference: string): Promise<BoothRecord | undefined> {
    if (isId(reference)) return this.fair.findBooth(reference);
    const organisation = await this.organisations.find(reference);
    return organisation && this.fair.findBoothOf(eventId, organisation.id);
  }

  private async tiesOf(booth: BoothRecord, asker: Asker): Promise<BoothTies> {
    const [manages, staff, member] = await Promise.all([
      this.events.get(booth.eventId).then((event) => this.events.may(asker, 'fair.manage', event)),
      this.staff.exists(booth.id, asker.personId),
      this.organisations.isMember(booth.organisationId, asker.personId),
    ]);
    return { manages, staff, member };
  }
}
