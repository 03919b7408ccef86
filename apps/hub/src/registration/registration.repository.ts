import { Injectable } from '@nestjs/common';
import { and, asc, count, eq, gt, inArray, isNull, max } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { persons } from '../database/tables/person.table.ts';
import { registrations, ticketTypes } from '../database/tables/registration.table.ts';

export type TicketTypeRecord = typeof ticketTypes.$inferSelect;
export type RegistrationRecord = typeof registrations.$inferSelect;

const standing = isNull(registrations.cancelledAt);

@Injectable()
export class RegistrationRepository {
  constructor(private readonly database: Database) {}

  /** In their order, each with how many places are taken. */
  async listTicketTypes(eventId: string): Promise<(TicketTypeRecord & { taken: number })[]> {
    const rows = await this.database.db
      .select({ ticketType: ticketTypes, taken: count(registrations.id) })
      .from(ticketTypes)
      .leftJoin(registrations, and(eq(registrations.ticketTypeId, ticketTypes.id), standing))
      .where(eq(ticketTypes.eventId, eventId))
      .groupBy(ticketTypes.id)
      .orderBy(asc(ticketTypes.position), asc(ticketTypes.id));
    return rows.map(({ ticketType, taken }) => ({ ...ticketType, taken }));
  }

  /**
   * A ticket type of the event (without an id its first), locked: who registers for it, cancels or changes it comes one after
   * the other, so a count taken now stays right until the transaction ends.
   */
  async lockTicketType(
    tx: Transaction,
    eventId: string,
    id: string | undefined,
  ): Promise<TicketTypeRecord | undefined> {
    const [ticketType] = await tx
      .select()
      .from(ticketTypes)
      .where(and(eq(ticketTypes.eventId, eventId), id === undefined ? undefined : eq(ticketTypes.id, id)))
      .orderBy(asc(ticketTypes.position), asc(ticketTypes.id))
      .limit(1)
      .for('update');
    return ticketType;
  }

  countTaken(tx: Transaction, ticketTypeId: string): Promise<number> {
    return tx.$count(registrations, and(eq(registrations.ticketTypeId, ticketTypeId), standing));
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

  async updateTicketType(tx: Transaction, ticketType: TicketTypeRecord): Promise<void> {
    const { id, name, capacity } = ticketType;
    await tx.update(ticketTypes).set({ name, capacity }).where(eq(ticketTypes.id, id));
  }

  async findStanding(eventId: string, personId: string, tx?: Transaction): Promise<RegistrationRecord | undefined> {
    const [found] = await (tx ?? this.database.db)
      .select()
      .from(registrations)
      .where(and(eq(registrations.eventId, eventId), eq(registrations.personId, personId), standing));
    return found;
  }

  async countStanding(eventIds: string[]): Promise<Map<string, number>> {
    const rows = await this.database.db
      .select({ eventId: registrations.eventId, standing: count() })
      .from(registrations)
      .where(and(inArray(registrations.eventId, eventIds), standing))
      .groupBy(registrations.eventId);
    return new Map(rows.map((row) => [row.eventId, row.standing]));
  }

  async hasStanding(personId: string, eventIds: string[]): Promise<boolean> {
    const here = and(eq(registrations.personId, personId), inArray(registrations.eventId, eventIds), standing);
    return (await this.database.db.$count(registrations, here)) > 0;
  }

  async hasTicketType(eventIds: string[]): Promise<boolean> {
    return (await this.database.db.$count(ticketTypes, inArray(ticketTypes.eventId, eventIds))) > 0;
  }

  /** @returns undefined when the person has got a place at the event meanwhile */
  async insert(
    tx: Transaction,
    registration: typeof registrations.$inferInsert,
  ): Promise<RegistrationRecord | undefined> {
    const [made] = await tx.insert(registrations).values(registration).onConflictDoNothing().returning();
    return made;
  }

  /** @returns the one that was cancelled; undefined where it does not stand */
  async cancel(tx: Transaction, id: string, cancelledAt: Date): Promise<RegistrationRecord | undefined> {
    const [cancelled] = await tx
      .update(registrations)
      .set({ cancelledAt })
      .where(and(eq(registrations.id, id), standing))
      .returning();
    return cancelled;
  }

  /** First come first; ids are made in order of time. */
  list(eventId: string, after: string | undefined, limit: number) {
    return this.database.db
      .select({ registration: registrations, person: { id: persons.id, name: persons.name, mail: persons.mail } })
      .from(registrations)
      .innerJoin(persons, eq(persons.id, registrations.personId))
      .where(
        and(
          eq(registrations.eventId, eventId),
          standing,
          after === undefined ? undefined : gt(registrations.id, after),
        ),
      )
      .orderBy(asc(registrations.id))
      .limit(limit);
  }
}
