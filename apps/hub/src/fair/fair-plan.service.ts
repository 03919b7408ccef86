import { Injectable } from '@nestjs/common';
import type { fairRoutes, RouteInput } from '@hubwerk/contracts';
import { violatedConstraint } from '../database/database-error.ts';
import { Database, type Transaction } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { FileService } from '../files/file.service.ts';
import { OrganisationService } from '../organisations/organisation.service.ts';
import type { Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { HubError, invalid } from '../platform/hub-error.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { BoothService } from './booth.service.ts';
import { ContactService } from './contact.service.ts';
import { FairRepository, type BoothRecord, type HallRecord } from './fair.repository.ts';
import { hallView } from './fair.view.ts';

type Input<R extends keyof typeof fairRoutes> = RouteInput<(typeof fairRoutes)[R]>;

/** The plan of a fair, kept by its organisers: halls, and which organisation stands where. */
@Injectable()
export class FairPlanService {
  constructor(
    private readonly database: Database,
    private readonly fair: FairRepository,
    private readonly booths: BoothService,
    private readonly contacts: ContactService,
    private readonly events: EventService,
    private readonly organisations: OrganisationService,
    private readonly files: FileService,
    private readonly audit: Audit,
    private readonly publicPages: PublicPages,
  ) {}

  async createHall({ params, body }: Input<'createHall'>) {
    const made = await this.database.transaction(async (tx) => {
      const { id: eventId } = await this.events.lock(tx, params.event);
      return this.insertHall(tx, { eventId, name: body.name });
    });
    return hallView(made);
  }

  /** Makes a hall inside the caller's transaction; for the demo too. */
  async insertHall(tx: Transaction, hall: Parameters<FairRepository['insertHall']>[1]): Promise<HallRecord> {
    const made = await this.fair.insertHall(tx, hall);
    await this.hallChanged(tx, 'hall.created', made);
    return made;
  }

  async editHall({ params, body: { name, position } }: Input<'editHall'>) {
    const { id: eventId } = await this.events.get(params.event);
    const changed = await this.database.transaction(async (tx) => {
      const changes = { ...(name && { name }), ...(position !== undefined && { position }) };
      const hall = await this.fair.updateHall(tx, eventId, params.hall, changes);
      await this.hallChanged(tx, 'hall.edited', hall);
      return hall;
    });
    return hallView(changed);
  }

  async removeHall({ params }: Input<'removeHall'>): Promise<void> {
    const { id: eventId } = await this.events.get(params.event);
    await this.database.transaction(async (tx) => {
      const hall = await this.fair.lockHall(tx, eventId, params.hall);
      if ((await this.fair.countBooths(tx, params.hall)) > 0) throw new HubError('not_possible_now');
      await this.fair.deleteHall(tx, params.hall);
      await this.hallChanged(tx, 'hall.removed', hall);
    });
  }

  async createBooth({ params, body }: Input<'createBooth'>) {
    const { id: eventId } = await this.events.get(params.event);
    const { organisation: reference, hallId, ...rest } = body;
    const organisation = await this.organisations.find(reference);
    if (!organisation) throw invalid(['organisation'], 'no_such_organisation');
    await this.checkHall(eventId, hallId);
    const made = await this.database.transaction((tx) =>
      this.insertBooth(tx, { ...rest, eventId, hallId, organisationId: organisation.id }),
    );
    return this.booths.view(made);
  }

  /** Makes a booth inside the caller's transaction; for the demo too. */
  async insertBooth(tx: Transaction, booth: Parameters<FairRepository['insertBooth']>[1]): Promise<BoothRecord> {
    await this.fair.lockHall(tx, booth.eventId, booth.hallId);
    const made = await withPlaceTaken(() => this.fair.insertBooth(tx, booth));
    await this.boothChanged(tx, 'booth.created', made);
    return made;
  }

  async placeBooth({ params, body }: Input<'placeBooth'>) {
    const { id, eventId } = await this.booths.get(params);
    await this.checkHall(eventId, body.hallId);
    const moved = await this.database.transaction(async (tx) => {
      await this.fair.lockHall(tx, eventId, body.hallId);
      const booth = await withPlaceTaken(() => this.fair.updateBooth(tx, id, body));
      await this.boothChanged(tx, 'booth.placed', booth, body);
      return booth;
    });
    return this.booths.view(moved);
  }

  async removeBooth({ params }: Input<'removeBooth'>, asker: Asker): Promise<void> {
    const { id } = await this.booths.get(params);
    await this.database.transaction(async (tx) => {
      const subject = { kind: 'booth.document', id } as const;
      await this.files.show(tx, subject, [], { asker, purpose: 'document', audience: 'public', at: [] });
      const booth = await this.fair.lockBooth(tx, id);
      await this.contacts.leaveBooth(tx, id);
      await this.fair.deleteBooth(tx, id);
      await this.boothChanged(tx, 'booth.removed', booth);
    });
  }

  private async checkHall(eventId: string, hallId: string): Promise<void> {
    if (!(await this.fair.findHall(eventId, hallId))) throw invalid(['hallId'], 'no_such_hall');
  }

  private async hallChanged(
    tx: Transaction,
    action: `hall.${string}`,
    { id, name, eventId }: HallRecord,
  ): Promise<void> {
    await this.audit.record(tx, { action, subject: { kind: 'hall', id, name }, eventId });
    await this.publicPages.changed(tx, eventId);
  }

  private async boothChanged(
    tx: Transaction,
    action: `booth.${string}`,
    booth: BoothRecord,
    details?: Record<string, unknown>,
  ): Promise<void> {
    await this.booths.record(tx, action, booth, details);
    await this.publicPages.changed(tx, booth.eventId);
  }
}

async function withPlaceTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'booths_organisation') throw invalid(['organisation'], 'has_booth');
    if (constraint === 'booths_number') throw invalid(['number'], 'taken');
    throw error;
  }
}
