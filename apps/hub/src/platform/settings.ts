import { Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import type { Transaction } from '../database/database.ts';
import { settings } from '../database/tables/setting.table.ts';

/** Facts about the hub as a whole that are decided once, such as whether its demo was seeded. */
@Injectable()
export class Settings {
  async get(tx: Transaction, name: string): Promise<unknown> {
    const [row] = await tx.select().from(settings).where(eq(settings.name, name)).for('update');
    return row?.value;
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
