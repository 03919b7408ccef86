import { Injectable } from '@nestjs/common';
import { and, asc, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { organisationEntries, organisationMembers, organisations } from '../database/tables/organisation.table.ts';
import { notFound } from '../platform/hub-error.ts';
import { isId } from '../platform/is-id.ts';

export type OrganisationRecord = typeof organisations.$inferSelect;
export type OrganisationEntryRecord = typeof organisationEntries.$inferSelect;

/** How lists are ordered; upper and lower case are alike. */
const nameKey = sql`lower(${organisations.name})`;

@Injectable()
export class OrganisationRepository {
  constructor(private readonly database: Database) {}

  /** By id or slug. */
  async find(reference: string): Promise<OrganisationRecord | undefined> {
    const [organisation] = await this.database.db.select().from(organisations).where(named(reference));
    return organisation;
  }

  async getForUpdate(tx: Transaction, reference: string): Promise<OrganisationRecord> {
    const [organisation] = await tx.select().from(organisations).where(named(reference)).for('update');
    if (!organisation) throw notFound();
    return organisation;
  }

  /** By name; `name` is how it or a word of it begins, `after` the id of the last one of the page before. */
  list(
    filter: { kind?: OrganisationRecord['kind'] | undefined; name?: string | undefined; after?: string | undefined },
    limit: number,
  ) {
    const { kind, name, after } = filter;
    return this.database.db
      .select()
      .from(organisations)
      .where(
        and(
          kind && eq(organisations.kind, kind),
          name ? beginsWith(name) : undefined,
          after && isId(after)
            ? sql`(${nameKey}, ${organisations.id}) > (select lower(name), id from organisations where id = ${after})`
            : undefined,
        ),
      )
      .orderBy(nameKey, asc(organisations.id))
      .limit(limit);
  }

  async listByIds(ids: string[]): Promise<OrganisationRecord[]> {
    return ids.length ? this.database.db.select().from(organisations).where(inArray(organisations.id, ids)) : [];
  }

  async listOfMember(personId: string): Promise<OrganisationRecord[]> {
    const rows = await this.database.db
      .select({ organisation: organisations })
      .from(organisations)
      .innerJoin(organisationMembers, eq(organisationMembers.organisationId, organisations.id))
      .where(eq(organisationMembers.personId, personId))
      .orderBy(nameKey, asc(organisations.id));
    return rows.map(({ organisation }) => organisation);
  }

  async insert(tx: Transaction, organisation: typeof organisations.$inferInsert): Promise<OrganisationRecord> {
    const [made] = await tx.insert(organisations).values(organisation).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async update(
    tx: Transaction,
    id: string,
    changes: Partial<typeof organisations.$inferInsert>,
  ): Promise<OrganisationRecord> {
    const [changed] = await tx.update(organisations).set(changes).where(eq(organisations.id, id)).returning();
    if (!changed) throw notFound();
    return changed;
  }

  /** In the order they were added. */
  async listEntries(organisationIds: string[]): Promise<OrganisationEntryRecord[]> {
    if (!organisationIds.length) return [];
    return this.database.db
      .select()
      .from(organisationEntries)
      .where(inArray(organisationEntries.organisationId, organisationIds))
      .orderBy(asc(organisationEntries.id));
  }

  async insertEntry(tx: Transaction, entry: typeof organisationEntries.$inferInsert): Promise<OrganisationEntryRecord> {
    const [made] = await tx.insert(organisationEntries).values(entry).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async updateEntry(
    tx: Transaction,
    { id, organisationId }: { id: string; organisationId: string },
    changes: Partial<typeof organisationEntries.$inferInsert>,
  ): Promise<OrganisationEntryRecord> {
    const own = and(eq(organisationEntries.id, id), eq(organisationEntries.organisationId, organisationId));
    const [changed] = Object.keys(changes).length
      ? await tx.update(organisationEntries).set(changes).where(own).returning()
      : await tx.select().from(organisationEntries).where(own);
    if (!changed) throw notFound();
    return changed;
  }

  async deleteEntry(tx: Transaction, { id, organisationId }: { id: string; organisationId: string }): Promise<void> {
    const gone = await tx
      .delete(organisationEntries)
      .where(and(eq(organisationEntries.id, id), eq(organisationEntries.organisationId, organisationId)))
      .returning();
    if (!gone.length) throw notFound();
  }
}

const named = (reference: string): SQL => eq(isId(reference) ? organisations.id : organisations.slug, reference);

function beginsWith(name: string): SQL | undefined {
  const pattern = name.toLowerCase().replace(/[\\%_]/g, '\\$&');
  return or(sql`${nameKey} like ${`${pattern}%`}`, sql`${nameKey} like ${`% ${pattern}%`}`);
}
