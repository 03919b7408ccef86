import { Injectable } from '@nestjs/common';
import { eq, getTableName, inArray, notLike, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { personalData } from '../database/personal-data.ts';
import { accounts } from '../database/tables/account.table.ts';
import { files } from '../database/tables/file.table.ts';
import { settings } from '../database/tables/setting.table.ts';
import { demoMailDomain } from '../identity/demo-offer.service.ts';

@Injectable()
export class DemoRepository {
  constructor(private readonly database: Database) {}

  async hasAccounts(): Promise<boolean> {
    const [found] = await this.database.db.select({ id: accounts.id }).from(accounts).limit(1);
    return found !== undefined;
  }

  async readState(name: string): Promise<unknown> {
    const [row] = await this.database.db.select().from(settings).where(eq(settings.name, name));
    return row?.value;
  }

  /** Hubs on one database do this one after the other; who ends, however that is, lets the next one. */
  inTurn(work: () => Promise<void>): Promise<void> {
    return this.database.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('demo', 0))`);
      await work();
    });
  }

  /** Demo addresses cannot receive the mail that would prove them. */
  async verify(mails: string[]): Promise<void> {
    await this.database.db.update(accounts).set({ emailVerified: true }).where(inArray(accounts.email, mails));
  }

  /**
   * Empties a hub that was interrupted while its demo was made.
   * @returns the ids of its files, whose bytes are to go as well; null when somebody uses it already, and nothing was done
   */
  async wipe(tx: Transaction): Promise<string[] | null> {
    await tx.execute(sql`lock table ${accounts} in exclusive mode`);
    const [real] = await tx
      .select({ id: accounts.id })
      .from(accounts)
      .where(notLike(accounts.email, `%${demoMailDomain}`))
      .limit(1);
    if (real) return null;
    const kept = await tx.select({ id: files.id }).from(files);
    const tables = [...personalData.keys()].map((table) => sql.identifier(getTableName(table)));
    await tx.execute(sql`truncate ${sql.join(tables, sql`, `)} cascade`);
    return kept.map(({ id }) => id);
  }
}
