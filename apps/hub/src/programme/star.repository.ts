import { Injectable } from '@nestjs/common';
import { and, eq } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { stars } from '../database/tables/agenda.table.ts';

@Injectable()
export class StarRepository {
  constructor(private readonly database: Database) {}

  async insert(star: typeof stars.$inferInsert): Promise<void> {
    await this.database.db.insert(stars).values(star).onConflictDoNothing();
  }

  async delete(personId: string, sessionId: string): Promise<void> {
    await this.database.db.delete(stars).where(and(eq(stars.personId, personId), eq(stars.sessionId, sessionId)));
  }

  list(personId: string): Promise<{ sessionId: string; eventId: string }[]> {
    return this.database.db
      .select({ sessionId: stars.sessionId, eventId: stars.eventId })
      .from(stars)
      .where(eq(stars.personId, personId));
  }

  listOfEvent(tx: Transaction, eventId: string): Promise<{ personId: string; sessionId: string }[]> {
    return tx
      .select({ personId: stars.personId, sessionId: stars.sessionId })
      .from(stars)
      .where(eq(stars.eventId, eventId));
  }
}
