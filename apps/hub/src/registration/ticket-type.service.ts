import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { registrationDeskRoutes, registrationRoutes, RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventCopiesService } from '../events/event-copies.service.ts';
import { EventService } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { PlaceKeeper, type AtDesk } from './place-keeper.ts';
import { Places } from './places.ts';
import { registrationOpened } from './registration.announcements.ts';
import {
  capacityView,
  deskView,
  managedTicketTypeView,
  ticketTypeView,
  type StateCounts,
} from './registration.view.ts';
import { isUsable } from './terms.ts';
import { TicketCodeRepository } from './ticket-code.repository.ts';
import { TicketTypeRepository, type TicketTypeRecord } from './ticket-type.repository.ts';

type Input<R extends keyof typeof registrationDeskRoutes> = RouteInput<(typeof registrationDeskRoutes)[R]>;
type PublicInput<R extends keyof typeof registrationRoutes> = RouteInput<(typeof registrationRoutes)[R]>;

const instant = (time: string | null) => (time === null ? null : new Date(time));

/** What can be registered for at an event, and how organisers set it up. */
@Injectable()
export class TicketTypeService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly keeper: PlaceKeeper,
    private readonly ticketTypes: TicketTypeRepository,
    private readonly codes: TicketCodeRepository,
    private readonly events: EventService,
    private readonly audit: Audit,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
    private readonly copies: EventCopiesService,
  ) {}

  onModuleInit(): void {
    // Codes were given to somebody, and stay behind.
    this.copies.register(async (tx, { from, to, takes, shift }) => {
      if (takes('tickets')) await this.ticketTypes.copy(tx, from.id, to.id, shift);
    });
  }

  async list({ params }: PublicInput<'listTicketTypes'>, asker: Asker | null) {
    const event = await this.events.getVisible(params.event, asker);
    const now = this.clock.now();
    const [types, taken, codes] = await Promise.all([
      this.ticketTypes.listTicketTypes(event.id),
      this.ticketTypes.readPlaces(event.id, now),
      this.codes.hasAny(event.id),
    ]);
    const places = new Places(taken);
    const items = types.filter(({ hidden }) => !hidden).map((type) => ticketTypeView(type, places, now));
    return { items, next: null, codes };
  }

  async useCode({ params, body }: PublicInput<'useCode'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    const now = this.clock.now();
    const code = await this.codes.findByWord(event.id, body.code);
    if (!code || !isUsable(code, now, 1)) throw invalid(['code'], 'no_such_code');
    const [types, taken] = await Promise.all([
      this.ticketTypes.listTicketTypes(event.id),
      this.ticketTypes.readPlaces(event.id, now),
    ]);
    const type = types.find(({ id }) => id === code.ticketTypeId);
    if (!type) throw notFound();
    return ticketTypeView(type, new Places(taken), now, code);
  }

  async readDesk({ params }: Input<'readDesk'>) {
    const event = await this.events.get(params.event);
    const now = this.clock.now();
    const [desk, types, taken, all, states] = await Promise.all([
      this.ticketTypes.findDesk(event.id),
      this.ticketTypes.listTicketTypes(event.id),
      this.ticketTypes.readPlaces(event.id, now),
      this.ticketTypes.listCapacities(event.id),
      this.ticketTypes.countStates(event.id),
    ]);
    const places = new Places(taken);
    return {
      desk: deskView(desk ?? { eventId: event.id, offerHours: 24, cancelUntil: null }),
      capacities: all.map((capacity) => capacityView(capacity, places)),
      ticketTypes: types.map((type) => {
        const counts: StateCounts = { requested: 0, waiting: 0, offered: 0, confirmed: 0 };
        for (const { ticketTypeId, state, n } of states)
          if (ticketTypeId === type.id && isCounted(state)) counts[state] = n;
        const { capacityIds = [] } = taken.ticketTypes.find(({ id }) => id === type.id) ?? {};
        return managedTicketTypeView(type, places, now, { capacityIds, counts });
      }),
    };
  }

  async editDesk({ params, body }: Input<'editDesk'>) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      const before = await this.ticketTypes.lockDesk(tx, event.id);
      if (!before) throw notFound();
      const after = {
        ...before,
        offerHours: body.offerHours ?? before.offerHours,
        cancelUntil: body.cancelUntil === undefined ? before.cancelUntil : instant(body.cancelUntil),
      };
      await this.ticketTypes.updateDesk(tx, after);
      await this.audit.record(tx, {
        action: 'registration_desk.edited',
        subject: { kind: 'event', id: event.id, name: event.title },
        eventId: event.id,
        details: { before: deskView(before), after: deskView(after) },
      });
      return deskView(after);
    });
  }

  async createCapacity({ params, body }: Input<'createCapacity'>) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      await this.ticketTypes.insertDesk(tx, event.id);
      await this.ticketTypes.lockDesk(tx, event.id);
      const made = await this.ticketTypes.insertCapacity(tx, { eventId: event.id, ...body });
      await this.audit.record(tx, {
        action: 'capacity.created',
        subject: { kind: 'capacity', id: made.id, name: made.name },
        eventId: event.id,
        details: { places: made.places },
      });
      return { id: made.id, name: made.name, places: made.places, taken: 0, reserved: 0 };
    });
  }

  async editCapacity({ params, body }: Input<'editCapacity'>) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      const [capacity, { places }] = await this.keeper.rearrange(tx, event.id, async (at) => {
        const all = await this.ticketTypes.listCapacities(event.id, tx);
        const before = all.find(({ id }) => id === params.capacity);
        if (!before) throw notFound();
        const after = { ...before, name: body.name ?? before.name, places: body.places ?? before.places };
        const { taken, reserved } = at.places.use(before.id);
        if (after.places < before.places && after.places < taken + reserved)
          throw new HubError('not_possible_now', { details: { taken, reserved } });
        await this.ticketTypes.updateCapacity(tx, after);
        await this.audit.record(tx, {
          action: 'capacity.edited',
          subject: { kind: 'capacity', id: before.id, name: after.name },
          eventId: event.id,
          details: { before: { places: before.places }, after: { places: after.places } },
        });
        return after;
      });
      return capacityView(capacity, places);
    });
  }

  async createTicketType({ params, body }: Input<'createTicketType'>) {
    const event = await this.events.get(params.event);
    const { capacity, capacityIds = [], opensAt = null, closesAt = null, groupMin = 1, ...rest } = body;
    if (capacity === undefined && !capacityIds.length) throw invalid(['capacity'], 'needs_capacity');
    const { groupMax = groupMin } = rest;
    const fields = { ...rest, opensAt: instant(opensAt), closesAt: instant(closesAt), groupMin, groupMax };
    checkFields(fields);
    return this.database.transaction(async (tx) => {
      await this.ticketTypes.insertDesk(tx, event.id);
      const [made, after] = await this.keeper.rearrange(tx, event.id, async ({ ticketTypes }) => {
        if (!ticketTypes.length) await this.announcements.announce(tx, registrationOpened, { eventId: event.id });
        const type = await this.ticketTypes.insertTicketType(tx, { ...fields, eventId: event.id });
        const own =
          capacity === undefined
            ? []
            : [await this.ticketTypes.insertCapacity(tx, { eventId: event.id, name: type.name, places: capacity })];
        const drawn = [...own.map(({ id }) => id), ...capacityIds];
        await this.setCapacities(tx, type, drawn);
        await this.audit.record(tx, {
          action: 'ticket_type.created',
          subject: { kind: 'ticket_type', id: type.id, name: type.name },
          eventId: event.id,
          details: { capacity },
        });
        return { type, capacityIds: drawn };
      });
      const counts = { requested: 0, waiting: 0, offered: 0, confirmed: 0 };
      return managedTicketTypeView(made.type, after.places, after.now, { capacityIds: made.capacityIds, counts });
    });
  }

  async editTicketType({ params, body }: Input<'editTicketType'>) {
    const event = await this.events.get(params.event);
    await this.database.transaction((tx) =>
      this.keeper.rearrange(tx, event.id, async ({ ticketTypes }: AtDesk) => {
        const before = ticketTypes.find(({ id }) => id === params.ticketType);
        if (!before) throw notFound();
        const { capacityIds, opensAt, closesAt, ...rest } = body;
        const after: TicketTypeRecord = {
          ...before,
          ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
          opensAt: opensAt === undefined ? before.opensAt : instant(opensAt),
          closesAt: closesAt === undefined ? before.closesAt : instant(closesAt),
        };
        checkFields(after);
        await this.ticketTypes.updateTicketType(tx, after);
        if (capacityIds) await this.setCapacities(tx, after, capacityIds);
        await this.audit.record(tx, {
          action: 'ticket_type.edited',
          subject: { kind: 'ticket_type', id: before.id, name: after.name },
          eventId: event.id,
          details: { fields: Object.keys(body) },
        });
      }),
    );
    const { ticketTypes } = await this.readDesk({ params, query: undefined, body: undefined });
    const edited = ticketTypes.find(({ id }) => id === params.ticketType);
    if (!edited) throw notFound();
    return edited;
  }

  private async setCapacities(tx: Transaction, type: TicketTypeRecord, capacityIds: string[]): Promise<void> {
    if (!capacityIds.length) throw invalid(['capacityIds'], 'needs_capacity');
    const own = new Set((await this.ticketTypes.listCapacities(type.eventId, tx)).map(({ id }) => id));
    const foreign = capacityIds.findIndex((id) => !own.has(id));
    if (foreign >= 0) throw invalid(['capacityIds', foreign], 'no_such_capacity');
    await this.ticketTypes.setCapacities(tx, type.id, [...new Set(capacityIds)]);
  }
}

function isCounted(state: string): state is keyof StateCounts {
  return ['requested', 'waiting', 'offered', 'confirmed'].includes(state);
}

function checkFields(type: Pick<TicketTypeRecord, 'opensAt' | 'closesAt' | 'groupMin' | 'groupMax'>): void {
  const { opensAt, closesAt, groupMin, groupMax } = type;
  if (opensAt && closesAt && closesAt <= opensAt) throw invalid(['closesAt'], 'after_beginning');
  if (groupMax < groupMin) throw invalid(['groupMax'], 'below_least');
}
