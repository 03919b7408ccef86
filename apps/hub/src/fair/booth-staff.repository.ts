import { Injectable } from '@nestjs/common';
import { and, asc, eq } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { booths, boothStaff } from '../database/tables/fair.table.ts';
import { persons } from '../database/tables/person.table.ts';

@Injectable()
export class BoothStaffRepository {
  constructor(private readonly database: Database) {}

  async exists(boothId: string, personId: string): Promise<boolean> {
    const [row] = await this.database.db.select().from(boothStaff).where(place(boothId, personId));
    return row !== undefined;
  }

  /** By name. */
  list(boothId: string): Promise<{ id: string; name: string }[]> {
    return this.database.db
      .select({ id: persons.id, name: persons.name })
      .from(boothStaff)
      .innerJoin(persons, eq(persons.id, boothStaff.personId))
      .where(eq(boothStaff.boothId, boothId))
      .orderBy(asc(persons.name), asc(persons.id));
  }

  async listBoothsOf(personId: string): Promise<(typeof booths.$inferSelect)[]> {
    const rows = await this.database.db
      .select({ booth: booths })
      .from(boothStaff)
      .innerJoin(booths, eq(booths.id, boothStaff.boothId))
      .where(eq(boothStaff.personId, personId));
    return rows.map(({ booth }) => booth);
  }

  /** @returns whether they were not staff before */
  async insert(tx: Transaction, boothId: string, personId: string): Promise<boolean> {
    const made = await tx.insert(boothStaff).values({ boothId, personId }).onConflictDoNothing().returning();
    return made.length > 0;
  }

  /** @returns whether they were staff */
  async delete(tx: Transaction, boothId: string, personId: string): Promise<boolean> {
    const gone = await tx.delete(boothStaff).where(place(boothId, personId)).returning();
    return gone.length > 0;
  }
}

const place = (boothId: string, personId: string) =>
  and(eq(boothStaff.boothId, boothId), eq(boothStaff.personId, personId));
