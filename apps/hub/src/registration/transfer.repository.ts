import { Injectable } from '@nestjs/common';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { persons } from '../database/tables/person.table.ts';
import { registrations, registrationTransfers } from '../database/tables/registration.table.ts';

export type TransferRecord = typeof registrationTransfers.$inferSelect;

@Injectable()
export class TransferRepository {
  constructor(private readonly database: Database) {}

  async find(id: string, tx?: Transaction): Promise<TransferRecord | undefined> {
    const [found] = await (tx ?? this.database.db)
      .select()
      .from(registrationTransfers)
      .where(eq(registrationTransfers.id, id));
    return found;
  }

  /** Of places that still stand, with their registrations. */
  listTo(personId: string) {
    return this.database.db
      .select({ transfer: registrationTransfers, registration: registrations })
      .from(registrationTransfers)
      .innerJoin(registrations, eq(registrations.id, registrationTransfers.registrationId))
      .where(and(eq(registrationTransfers.toPersonId, personId), isNull(registrations.cancelledAt)));
  }

  /** Who the places are offered to, by registration. */
  async listTakers(registrationIds: string[]): Promise<Map<string, string>> {
    if (!registrationIds.length) return new Map();
    const rows = await this.database.db
      .select({ id: registrationTransfers.registrationId, name: persons.name })
      .from(registrationTransfers)
      .innerJoin(persons, eq(persons.id, registrationTransfers.toPersonId))
      .where(inArray(registrationTransfers.registrationId, registrationIds));
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async insert(tx: Transaction, transfer: typeof registrationTransfers.$inferInsert): Promise<TransferRecord> {
    const [made] = await tx.insert(registrationTransfers).values(transfer).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async deleteOf(tx: Transaction, registrationId: string): Promise<void> {
    await tx.delete(registrationTransfers).where(eq(registrationTransfers.registrationId, registrationId));
  }
}
