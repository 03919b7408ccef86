import { Injectable } from '@nestjs/common';
import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { ticketCodes } from '../database/tables/ticket-type.table.ts';

/** A code, with how many registrations that stand were made with it. */
export type CodeRecord = typeof ticketCodes.$inferSelect & { used: number };

const withUsed = {
  ...getTableColumns(ticketCodes),
  // Drizzle writes columns of the one table without its name, which a query inside would take for its own.
  used: sql<number>`(select count(*) from registrations where code_id = ticket_codes.id and cancelled_at is null)::int`,
};

@Injectable()
export class TicketCodeRepository {
  constructor(private readonly database: Database) {}

  list(eventId: string): Promise<CodeRecord[]> {
    return this.database.db
      .select(withUsed)
      .from(ticketCodes)
      .where(eq(ticketCodes.eventId, eventId))
      .orderBy(desc(ticketCodes.id));
  }

  async hasAny(eventId: string): Promise<boolean> {
    return (await this.database.db.$count(ticketCodes, eq(ticketCodes.eventId, eventId))) > 0;
  }

  async findByWord(eventId: string, word: string, tx?: Transaction): Promise<CodeRecord | undefined> {
    const [found] = await (tx ?? this.database.db)
      .select(withUsed)
      .from(ticketCodes)
      .where(and(eq(ticketCodes.eventId, eventId), eq(ticketCodes.code, word)));
    return found;
  }

  async find(tx: Transaction, eventId: string, id: string): Promise<CodeRecord | undefined> {
    const [found] = await tx
      .select(withUsed)
      .from(ticketCodes)
      .where(and(eq(ticketCodes.eventId, eventId), eq(ticketCodes.id, id)));
    return found;
  }

  async insert(tx: Transaction, code: typeof ticketCodes.$inferInsert): Promise<CodeRecord> {
    const [made] = await tx.insert(ticketCodes).values(code).returning();
    if (!made) throw new Error('insert returned nothing');
    return { ...made, used: 0 };
  }

  async update(tx: Transaction, { id, uses, reserves, discountPercent, validUntil }: CodeRecord): Promise<void> {
    await tx.update(ticketCodes).set({ uses, reserves, discountPercent, validUntil }).where(eq(ticketCodes.id, id));
  }
}
