import { Injectable } from '@nestjs/common';
import { eq, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { agendaLinks } from '../database/tables/agenda.table.ts';

@Injectable()
export class AgendaLinkRepository {
  constructor(private readonly database: Database) {}

  /** The version that holds; 0 for who never replaced their link. */
  async version(personId: string): Promise<number> {
    const [row] = await this.database.db.select().from(agendaLinks).where(eq(agendaLinks.personId, personId));
    return row?.version ?? 0;
  }

  async raise(tx: Transaction, personId: string): Promise<number> {
    const [row] = await tx
      .insert(agendaLinks)
      .values({ personId, version: 1 })
      .onConflictDoUpdate({ target: agendaLinks.personId, set: { version: sql`${agendaLinks.version} + 1` } })
      .returning();
    if (!row) throw new Error('upsert returned nothing');
    return row.version;
  }
}
