import { Injectable } from '@nestjs/common';
import { eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database/database.ts';
import { settings } from '../database/tables/setting.table.ts';

/** Facts about the hub as a whole that are decided once, such as whether its demo was seeded. */
@Injectable()
export class Settings {
  async get(tx: Transaction, name: string): Promise<unknown> {
    const [row] = await tx.select().from(settings).where(eq(settings.name, name)).for('update');
    return row?.value;
  }

  /** The same, and nobody else changes it until the transaction ends, also where there is none yet: then it is null. */
  async lock(tx: Transaction, name: string): Promise<unknown> {
    await tx
      .insert(settings)
      .values({ name, value: sql`'null'::jsonb` })
      .onConflictDoNothing();
    return this.get(tx, name);
  }

  async set(tx: Transaction, name: string, value: unknown): Promise<void> {
    await tx.insert(settings).values({ name, value }).onConflictDoUpdate({ target: settings.name, set: { value } });
  }

  /** Reads and removes; of two at once one gets it. */
  async take(tx: Transaction, name: string): Promise<unknown> {
    const [row] = await tx.delete(settings).where(eq(settings.name, name)).returning();
    return row?.value;
  }
}
