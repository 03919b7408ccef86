import { Injectable } from '@nestjs/common';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { availabilities } from '../database/tables/availability.table.ts';

export type AvailabilityRecord = typeof availabilities.$inferSelect;
export type Windows = AvailabilityRecord['windows'];

@Injectable()
export class AvailabilityRepository {
  constructor(private readonly database: Database) {}

  async find(eventId: string, personId: string): Promise<AvailabilityRecord | undefined> {
    return (await this.list(eventId, [personId]))[0];
  }

  async list(eventId: string, personIds: string[]): Promise<AvailabilityRecord[]> {
    if (personIds.length === 0) return [];
    return this.database.db
      .select()
      .from(availabilities)
      .where(and(eq(availabilities.eventId, eventId), inArray(availabilities.personId, personIds)));
  }

  /** Who published at least one window. */
  async listPersonIds(eventId: string): Promise<string[]> {
    const rows = await this.database.db
      .select({ personId: availabilities.personId })
      .from(availabilities)
      .where(and(eq(availabilities.eventId, eventId), sql`jsonb_array_length(${availabilities.windows}) > 0`));
    return rows.map(({ personId }) => personId);
  }

  /** Puts the windows in place of the given version's; undefined when there is another version by now. */
  async replace(
    tx: Transaction,
    { version, ...own }: Omit<AvailabilityRecord, 'id'>,
  ): Promise<AvailabilityRecord | undefined> {
    if (version === 0) {
      const [made] = await tx.insert(availabilities).values(own).onConflictDoNothing().returning();
      return made;
    }
    const [changed] = await tx
      .update(availabilities)
      .set({ windows: own.windows, version: version + 1 })
      .where(
        and(
          eq(availabilities.eventId, own.eventId),
          eq(availabilities.personId, own.personId),
          eq(availabilities.version, version),
        ),
      )
      .returning();
    return changed;
  }
}
