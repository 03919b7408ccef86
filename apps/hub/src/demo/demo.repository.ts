import { Injectable } from '@nestjs/common';
import { eq, getTableName, inArray, isNull, notInArray, notLike, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { personalData } from '../database/personal-data.ts';
import { accounts } from '../database/tables/account.table.ts';
import { events } from '../database/tables/event.table.ts';
import { files } from '../database/tables/file.table.ts';
import { persons } from '../database/tables/person.table.ts';
import { settings } from '../database/tables/setting.table.ts';
import { demoMailDomain } from '../identity/demo-offer.service.ts';

@Injectable()
export class DemoRepository {
  constructor(private readonly database: Database) {}

  /** Whether nothing was brought in yet: a programme that was imported before the first start comes without accounts. */
  async isEmpty(): Promise<boolean> {
    const { db } = this.database;
    for (const table of [accounts, events, persons])
      if ((await db.select({ id: table.id }).from(table).limit(1)).length) return false;
    return true;
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
   * Empties a hub that was interrupted while its demo was made, whose events have the given slugs and whose people all
   * have accounts.
   * @returns the ids of its files, whose bytes are to go as well; null when anything else is there, and nothing was done
   */
  async wipe(tx: Transaction, slugs: string[]): Promise<string[] | null> {
    await tx.execute(sql`lock table ${accounts}, ${events}, ${persons} in exclusive mode`);
    const notTheDemos = await Promise.all([
      tx.$count(accounts, notLike(accounts.email, `%${demoMailDomain}`)),
      tx.$count(events, notInArray(events.slug, slugs)),
      tx.$count(persons, isNull(persons.accountId)),
    ]);
    if (notTheDemos.some((count) => count > 0)) return null;
    const kept = await tx.select({ id: files.id }).from(files);
    const tables = [...personalData.keys()].map((table) => sql.identifier(getTableName(table)));
    await tx.execute(sql`truncate ${sql.join(tables, sql`, `)} cascade`);
    return kept.map(({ id }) => id);
  }
}
