import { Injectable } from '@nestjs/common';
import { and, asc, count, eq, gt, ilike, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { Database, type Transaction } from '../database/database.ts';
import { persons } from '../database/tables/person.table.ts';
import { registrationGroups, registrations } from '../database/tables/registration.table.ts';

export type RegistrationRecord = typeof registrations.$inferSelect;
export type RegistrationState = RegistrationRecord['state'];
export type GroupRecord = typeof registrationGroups.$inferSelect;

/** Which registrations a list is about. */
export interface Wanted {
  state: RegistrationState | undefined;
  ticketTypeId: string | undefined;
  search: string | undefined;
}

const standing = isNull(registrations.cancelledAt);
const registeredBy = alias(persons, 'registered_by');
const personShown = { id: persons.id, name: persons.name, mail: persons.mail };

@Injectable()
export class RegistrationRepository {
  constructor(private readonly database: Database) {}

  async findStanding(eventId: string, personId: string, tx?: Transaction): Promise<RegistrationRecord | undefined> {
    const [found] = await (tx ?? this.database.db)
      .select()
      .from(registrations)
      .where(and(eq(registrations.eventId, eventId), eq(registrations.personId, personId), standing));
    return found;
  }

  async find(id: string, tx?: Transaction): Promise<RegistrationRecord | undefined> {
    const [found] = await (tx ?? this.database.db).select().from(registrations).where(eq(registrations.id, id));
    return found;
  }

  /** Of the given ones those of the event, in the order they came. */
  listByIds(tx: Transaction, eventId: string, ids: string[]): Promise<RegistrationRecord[]> {
    return tx
      .select()
      .from(registrations)
      .where(and(eq(registrations.eventId, eventId), inArray(registrations.id, ids)))
      .orderBy(asc(registrations.id));
  }

  listStandingOf(personId: string): Promise<RegistrationRecord[]> {
    return this.database.db
      .select()
      .from(registrations)
      .where(and(eq(registrations.personId, personId), standing))
      .orderBy(asc(registrations.id));
  }

  /** How many stand, by event; of events without any nothing. */
  async countStanding(eventIds: string[]): Promise<Map<string, number>> {
    const rows = await this.database.db
      .select({ eventId: registrations.eventId, standing: count() })
      .from(registrations)
      .where(and(inArray(registrations.eventId, eventIds), standing))
      .groupBy(registrations.eventId);
    return new Map(rows.map((row) => [row.eventId, row.standing]));
  }

  async hasConfirmed(personId: string, eventIds: string[]): Promise<boolean> {
    const here = and(inArray(registrations.eventId, eventIds), eq(registrations.state, 'confirmed'));
    return (await this.database.db.$count(registrations, and(eq(registrations.personId, personId), here))) > 0;
  }

  async insert(tx: Transaction, registration: typeof registrations.$inferInsert): Promise<RegistrationRecord> {
    const [made] = await tx.insert(registrations).values(registration).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async update(
    tx: Transaction,
    id: string,
    changes: Partial<typeof registrations.$inferInsert>,
  ): Promise<RegistrationRecord> {
    const [changed] = await tx.update(registrations).set(changes).where(eq(registrations.id, id)).returning();
    if (!changed) throw new Error('update changed nothing');
    return changed;
  }

  /** Ends the offers that nobody has taken in time. */
  expireOffers(tx: Transaction, eventId: string, now: Date): Promise<RegistrationRecord[]> {
    return tx
      .update(registrations)
      .set({ state: 'expired', cancelledAt: now })
      .where(
        and(
          eq(registrations.eventId, eventId),
          eq(registrations.state, 'offered'),
          lte(registrations.offerExpiresAt, now),
        ),
      )
      .returning();
  }

  /** Who waits for a ticket type, first come first. */
  listWaiting(tx: Transaction, ticketTypeId: string, limit: number): Promise<RegistrationRecord[]> {
    return tx
      .select()
      .from(registrations)
      .where(and(eq(registrations.ticketTypeId, ticketTypeId), eq(registrations.state, 'waiting')))
      .orderBy(asc(registrations.id))
      .limit(limit);
  }

  countWaitingBefore({ ticketTypeId, id }: RegistrationRecord): Promise<number> {
    return this.database.db.$count(
      registrations,
      and(
        eq(registrations.ticketTypeId, ticketTypeId),
        eq(registrations.state, 'waiting'),
        sql`${registrations.id} < ${id}`,
      ),
    );
  }

  async listEventIdsWithQueue(): Promise<string[]> {
    const rows = await this.database.db
      .selectDistinct({ eventId: registrations.eventId })
      .from(registrations)
      .where(inArray(registrations.state, ['waiting', 'offered']));
    return rows.map(({ eventId }) => eventId);
  }

  /** First come first; ids are made in order of time. */
  list(eventId: string, wanted: Wanted, after: string | undefined, limit: number) {
    return this.database.db
      .select({ registration: registrations, person: personShown, registeredBy: registeredBy.name })
      .from(registrations)
      .innerJoin(persons, eq(persons.id, registrations.personId))
      .leftJoin(registrationGroups, eq(registrationGroups.id, registrations.groupId))
      .leftJoin(
        registeredBy,
        and(eq(registeredBy.id, registrationGroups.personId), sql`${registeredBy.id} <> ${registrations.personId}`),
      )
      .where(
        and(
          eq(registrations.eventId, eventId),
          wanted.state ? eq(registrations.state, wanted.state) : standing,
          wanted.ticketTypeId === undefined ? undefined : eq(registrations.ticketTypeId, wanted.ticketTypeId),
          wanted.search ? containing(wanted.search) : undefined,
          after === undefined ? undefined : gt(registrations.id, after),
        ),
      )
      .orderBy(asc(registrations.id))
      .limit(limit);
  }

  async insertGroup(tx: Transaction, group: typeof registrationGroups.$inferInsert): Promise<GroupRecord> {
    const [made] = await tx.insert(registrationGroups).values(group).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async findGroup(id: string): Promise<GroupRecord | undefined> {
    const [found] = await this.database.db.select().from(registrationGroups).where(eq(registrationGroups.id, id));
    return found;
  }

  /** What confirmed registrations cost, by who registered them and what they cost. */
  listPriced(eventId: string) {
    return this.database.db
      .select({
        group: registrationGroups,
        by: personShown,
        ticketTypeId: registrations.ticketTypeId,
        price: sql<number>`${registrations.price}`,
        count: sql<number>`count(*)::int`,
      })
      .from(registrations)
      .innerJoin(registrationGroups, eq(registrationGroups.id, registrations.groupId))
      .leftJoin(persons, eq(persons.id, registrationGroups.personId))
      .where(
        and(
          eq(registrations.eventId, eventId),
          eq(registrations.state, 'confirmed'),
          sql`${registrations.price} is not null`,
        ),
      )
      .groupBy(registrationGroups.id, persons.id, registrations.ticketTypeId, registrations.price)
      .orderBy(asc(registrationGroups.id), asc(registrations.ticketTypeId));
  }
}

function containing(search: string): SQL | undefined {
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  return or(ilike(persons.name, pattern), ilike(persons.mail, pattern));
}
