import { Injectable } from '@nestjs/common';
import { and, asc, count, eq, inArray, max, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { Database, type Transaction } from '../database/database.ts';
import { registrations } from '../database/tables/registration.table.ts';
import {
  capacities,
  registrationDesks,
  ticketCodes,
  ticketTypeCapacities,
  ticketTypes,
} from '../database/tables/ticket-type.table.ts';
import type { PlacesTaken } from './places.ts';

export type TicketTypeRecord = typeof ticketTypes.$inferSelect;
export type CapacityRecord = typeof capacities.$inferSelect;
export type DeskRecord = typeof registrationDesks.$inferSelect;

const takesPlace = inArray(registrations.state, ['offered', 'confirmed']);

/** Ticket types, the capacities they draw on, and the row that whoever gives a place holds. */
@Injectable()
export class TicketTypeRepository {
  constructor(private readonly database: Database) {}

  /** Copies the desk, the capacities and the ticket types of an event into another one that has none. */
  async copy(tx: Transaction, from: string, to: string, shift: (at: Date) => Date | null): Promise<void> {
    const shifted = (at: Date | null) => at && shift(at);
    const types = await tx.select().from(ticketTypes).where(eq(ticketTypes.eventId, from));
    if (types.length === 0) return;
    const [desk] = await tx.select().from(registrationDesks).where(eq(registrationDesks.eventId, from));
    if (desk)
      await tx.insert(registrationDesks).values({ ...desk, eventId: to, cancelUntil: shifted(desk.cancelUntil) });
    const pools = await tx.select().from(capacities).where(eq(capacities.eventId, from));
    const ids = new Map([...types, ...pools].map(({ id }) => [id, v7()]));
    const copyOf = (id: string) => ids.get(id) ?? id;
    if (pools.length > 0)
      await tx.insert(capacities).values(pools.map((pool) => ({ ...pool, id: copyOf(pool.id), eventId: to })));
    await tx.insert(ticketTypes).values(
      types.map((type) => ({
        ...type,
        id: copyOf(type.id),
        eventId: to,
        opensAt: shifted(type.opensAt),
        closesAt: shifted(type.closesAt),
      })),
    );
    const drawn = await tx
      .select()
      .from(ticketTypeCapacities)
      .where(
        inArray(
          ticketTypeCapacities.ticketTypeId,
          types.map(({ id }) => id),
        ),
      );
    if (drawn.length > 0)
      await tx.insert(ticketTypeCapacities).values(
        drawn.map(({ ticketTypeId, capacityId }) => ({
          ticketTypeId: copyOf(ticketTypeId),
          capacityId: copyOf(capacityId),
        })),
      );
  }

  /** Until the transaction ends nobody else gives or frees a place at the event. */
  async lockDesk(tx: Transaction, eventId: string): Promise<DeskRecord | undefined> {
    const [desk] = await tx
      .select()
      .from(registrationDesks)
      .where(eq(registrationDesks.eventId, eventId))
      .for('update');
    return desk;
  }

  async findDesk(eventId: string): Promise<DeskRecord | undefined> {
    const [desk] = await this.database.db
      .select()
      .from(registrationDesks)
      .where(eq(registrationDesks.eventId, eventId));
    return desk;
  }

  async insertDesk(tx: Transaction, eventId: string): Promise<void> {
    await tx.insert(registrationDesks).values({ eventId }).onConflictDoNothing();
  }

  async updateDesk(tx: Transaction, { eventId, ...rest }: DeskRecord): Promise<void> {
    await tx.update(registrationDesks).set(rest).where(eq(registrationDesks.eventId, eventId));
  }

  /** In their order. */
  listTicketTypes(eventId: string, tx?: Transaction): Promise<TicketTypeRecord[]> {
    return (tx ?? this.database.db)
      .select()
      .from(ticketTypes)
      .where(eq(ticketTypes.eventId, eventId))
      .orderBy(asc(ticketTypes.position), asc(ticketTypes.id));
  }

  listCapacities(eventId: string, tx?: Transaction): Promise<CapacityRecord[]> {
    return (tx ?? this.database.db)
      .select()
      .from(capacities)
      .where(eq(capacities.eventId, eventId))
      .orderBy(asc(capacities.id));
  }

  /** What is taken now; in a transaction that holds the event's desk it stays right until the transaction ends. */
  async readPlaces(eventId: string, now: Date, tx?: Transaction): Promise<PlacesTaken> {
    const db = tx ?? this.database.db;
    const held = db
      .select({ ticketTypeId: registrations.ticketTypeId, n: count().as('n') })
      .from(registrations)
      .where(and(eq(registrations.eventId, eventId), takesPlace))
      .groupBy(registrations.ticketTypeId)
      .as('held');
    const [all, draws, kept] = await Promise.all([
      this.listCapacities(eventId, tx),
      db
        .select({
          id: ticketTypes.id,
          held: sql<number>`coalesce(${held.n}, 0)::int`,
          capacityIds: sql<string[]>`array(select ${ticketTypeCapacities.capacityId} from ${ticketTypeCapacities}
            where ${ticketTypeCapacities.ticketTypeId} = ${ticketTypes.id})`,
        })
        .from(ticketTypes)
        .leftJoin(held, eq(held.ticketTypeId, ticketTypes.id))
        .where(eq(ticketTypes.eventId, eventId)),
      db
        .select({
          codeId: ticketCodes.id,
          ticketTypeId: ticketCodes.ticketTypeId,
          // Drizzle writes columns of the one table without its name, which a query inside would take for its own.
          unused: sql<number>`greatest(0, uses - (select count(*) from registrations
            where code_id = ticket_codes.id and state in ('offered', 'confirmed')))::int`,
        })
        .from(ticketCodes)
        .where(
          and(
            eq(ticketCodes.eventId, eventId),
            ticketCodes.reserves,
            sql`(${ticketCodes.validUntil} is null or ${ticketCodes.validUntil} > ${now.toISOString()}::timestamptz)`,
          ),
        ),
    ]);
    return { capacities: all, ticketTypes: draws, kept };
  }

  /** How many registrations each ticket type has in each state. */
  countStates(eventId: string) {
    return this.database.db
      .select({ ticketTypeId: registrations.ticketTypeId, state: registrations.state, n: count() })
      .from(registrations)
      .where(eq(registrations.eventId, eventId))
      .groupBy(registrations.ticketTypeId, registrations.state);
  }

  async hasTicketType(eventIds: string[]): Promise<boolean> {
    return (await this.database.db.$count(ticketTypes, inArray(ticketTypes.eventId, eventIds))) > 0;
  }

  async insertTicketType(tx: Transaction, ticketType: typeof ticketTypes.$inferInsert): Promise<TicketTypeRecord> {
    const [last] = await tx
      .select({ position: max(ticketTypes.position) })
      .from(ticketTypes)
      .where(eq(ticketTypes.eventId, ticketType.eventId));
    const [made] = await tx
      .insert(ticketTypes)
      .values({ ...ticketType, position: (last?.position ?? -1) + 1 })
      .returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async updateTicketType(tx: Transaction, { id, ...rest }: TicketTypeRecord): Promise<void> {
    await tx.update(ticketTypes).set(rest).where(eq(ticketTypes.id, id));
  }

  async setCapacities(tx: Transaction, ticketTypeId: string, capacityIds: string[]): Promise<void> {
    await tx.delete(ticketTypeCapacities).where(eq(ticketTypeCapacities.ticketTypeId, ticketTypeId));
    await tx.insert(ticketTypeCapacities).values(capacityIds.map((capacityId) => ({ ticketTypeId, capacityId })));
  }

  async insertCapacity(tx: Transaction, capacity: typeof capacities.$inferInsert): Promise<CapacityRecord> {
    const [made] = await tx.insert(capacities).values(capacity).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async updateCapacity(tx: Transaction, { id, name, places }: CapacityRecord): Promise<void> {
    await tx.update(capacities).set({ name, places }).where(eq(capacities.id, id));
  }
}
