import { Injectable } from '@nestjs/common';
import { eq, inArray, sql } from 'drizzle-orm';
import { getTableName } from 'drizzle-orm';
import { Database } from '../database/database.ts';
import { personalData } from '../database/personal-data.ts';
import { accounts } from '../database/tables/account.table.ts';
import { settings } from '../database/tables/setting.table.ts';

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

  /** Demo addresses cannot receive the mail that would prove them. */
  async verify(mails: string[]): Promise<void> {
    await this.database.db.update(accounts).set({ emailVerified: true }).where(inArray(accounts.email, mails));
  }

  /** Empties a hub that was interrupted while its demo was made, before anybody could use it. */
  async wipe(): Promise<void> {
    const tables = [...personalData.keys()].map((table) => sql.identifier(getTableName(table)));
    await this.database.db.execute(sql`truncate ${sql.join(tables, sql`, `)} cascade`);
  }
}
