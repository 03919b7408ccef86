import { Injectable } from '@nestjs/common';
import { and, asc, eq, ilike, inArray, isNull, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { accounts } from '../database/tables/account.table.ts';
import { persons } from '../database/tables/person.table.ts';
import { notFound } from '../platform/hub-error.ts';

export type PersonRecord = typeof persons.$inferSelect;

@Injectable()
export class PersonRepository {
  constructor(private readonly database: Database) {}

  async findByAccount(accountId: string): Promise<PersonRecord | undefined> {
    const [person] = await this.database.db.select().from(persons).where(eq(persons.accountId, accountId));
    return person;
  }

  async get(id: string): Promise<PersonRecord> {
    const [person] = await this.database.db.select().from(persons).where(eq(persons.id, id));
    if (!person) throw notFound();
    return person;
  }

  async list(ids: string[]): Promise<PersonRecord[]> {
    return ids.length ? this.database.db.select().from(persons).where(inArray(persons.id, ids)) : [];
  }

  async search(
    among: string[],
    page: { search: string; after: string | undefined; limit: number },
  ): Promise<PersonRecord[]> {
    if (among.length === 0) return [];
    const last = page.after === undefined ? undefined : (await this.list([page.after]))[0];
    return this.database.db
      .select()
      .from(persons)
      .where(
        and(
          inArray(persons.id, among),
          page.search ? ilike(persons.name, `%${page.search.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
          last && sql`(${persons.name}, ${persons.id}) > (${last.name}, ${last.id}::uuid)`,
        ),
      )
      .orderBy(asc(persons.name), asc(persons.id))
      .limit(page.limit);
  }

  /** The person whose account has proven the address. */
  async findVerifiedByMail(tx: Transaction, mail: string): Promise<PersonRecord | undefined> {
    const [found] = await tx
      .select({ person: persons })
      .from(persons)
      .innerJoin(accounts, eq(persons.accountId, accounts.id))
      .where(and(eq(accounts.email, mail), eq(accounts.emailVerified, true)));
    return found?.person;
  }

  /** Lets one at a time find out who an address stands for and act on it, until the transaction ends. */
  async lockMail(tx: Transaction, mail: string): Promise<void> {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mail:${mail}`}, 0))`);
  }

  async getForUpdate(tx: Transaction, id: string): Promise<PersonRecord> {
    const [person] = await tx.select().from(persons).where(eq(persons.id, id)).for('update');
    if (!person) throw notFound();
    return person;
  }

  /** The person that waits to be claimed by who proves the address; locked. */
  async findUnclaimedByMail(tx: Transaction, mail: string): Promise<PersonRecord | undefined> {
    const [person] = await tx
      .select()
      .from(persons)
      .where(and(eq(persons.mail, mail), isNull(persons.accountId)))
      .for('update');
    return person;
  }

  async insert(tx: Transaction, person: typeof persons.$inferInsert): Promise<PersonRecord> {
    const [made] = await tx.insert(persons).values(person).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async insertMany(tx: Transaction, people: (typeof persons.$inferInsert)[]): Promise<void> {
    if (people.length) await tx.insert(persons).values(people);
  }

  async updateAccount(tx: Transaction, id: string, changes: { name: string }): Promise<void> {
    await tx.update(accounts).set(changes).where(eq(accounts.id, id));
  }

  async update(tx: Transaction, id: string, changes: Partial<PersonRecord>): Promise<void> {
    await tx.update(persons).set(changes).where(eq(persons.id, id));
  }
}
