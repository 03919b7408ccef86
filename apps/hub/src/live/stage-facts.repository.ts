import { Injectable } from '@nestjs/common';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { Database } from '../database/database.ts';
import { speakers } from '../database/tables/programme.table.ts';
import { registrations, ticketTypes } from '../database/tables/registration.table.ts';

/** What decides who watches and who performs: the programme's speakers and the event's registrations. */
@Injectable()
export class StageFactsRepository {
  constructor(private readonly database: Database) {}

  async speaksAtEvent(personId: string, eventId: string): Promise<boolean> {
    const found = await this.database.db
      .select({ id: speakers.id })
      .from(speakers)
      .where(and(eq(speakers.personId, personId), eq(speakers.eventId, eventId)))
      .limit(1);
    return found.length > 0;
  }

  /** Whether any of the events takes registrations; where none does, nobody can be asked for one. */
  async takesRegistrations(eventIds: string[]): Promise<boolean> {
    const found = await this.database.db
      .select({ id: ticketTypes.id })
      .from(ticketTypes)
      .where(inArray(ticketTypes.eventId, eventIds))
      .limit(1);
    return found.length > 0;
  }

  async isRegistered(personId: string, eventIds: string[]): Promise<boolean> {
    const found = await this.database.db
      .select({ id: registrations.id })
      .from(registrations)
      .where(
        and(
          eq(registrations.personId, personId),
          inArray(registrations.eventId, eventIds),
          isNull(registrations.cancelledAt),
        ),
      )
      .limit(1);
    return found.length > 0;
  }
}
