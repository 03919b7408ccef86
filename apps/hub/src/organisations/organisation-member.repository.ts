import { Injectable } from '@nestjs/common';
import { and, asc, count, eq, inArray, ne } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { Database, type Transaction } from '../database/database.ts';
import { organisationMembers } from '../database/tables/organisation.table.ts';
import { persons } from '../database/tables/person.table.ts';

@Injectable()
export class OrganisationMemberRepository {
  constructor(private readonly database: Database) {}

  async exists(organisationId: string, personId: string): Promise<boolean> {
    const rows = await this.database.db.select().from(organisationMembers).where(membership(organisationId, personId));
    return rows.length > 0;
  }

  /** In the order they came. */
  list(organisationId: string): Promise<{ id: string; name: string }[]> {
    return this.database.db
      .select({ id: persons.id, name: persons.name })
      .from(organisationMembers)
      .innerJoin(persons, eq(persons.id, organisationMembers.personId))
      .where(eq(organisationMembers.organisationId, organisationId))
      .orderBy(asc(organisationMembers.createdAt), asc(persons.id));
  }

  /** Who is in an organisation with whom, for some persons; nobody with themselves. */
  async listColleagues(personIds: string[]): Promise<{ personId: string; colleagueId: string }[]> {
    if (!personIds.length) return [];
    const others = alias(organisationMembers, 'others');
    return this.database.db
      .selectDistinct({ personId: organisationMembers.personId, colleagueId: others.personId })
      .from(organisationMembers)
      .innerJoin(
        others,
        and(
          eq(others.organisationId, organisationMembers.organisationId),
          ne(others.personId, organisationMembers.personId),
        ),
      )
      .where(inArray(organisationMembers.personId, personIds));
  }

  /** @returns whether they were none before */
  async insert(tx: Transaction, organisationId: string, personId: string): Promise<boolean> {
    const made = await tx
      .insert(organisationMembers)
      .values({ organisationId, personId })
      .onConflictDoNothing()
      .returning();
    return made.length > 0;
  }

  /** @returns whether they were one */
  async delete(tx: Transaction, organisationId: string, personId: string): Promise<boolean> {
    const gone = await tx.delete(organisationMembers).where(membership(organisationId, personId)).returning();
    return gone.length > 0;
  }

  async count(tx: Transaction, organisationId: string): Promise<number> {
    const [row] = await tx
      .select({ members: count() })
      .from(organisationMembers)
      .where(eq(organisationMembers.organisationId, organisationId));
    return row?.members ?? 0;
  }
}

const membership = (organisationId: string, personId: string) =>
  and(eq(organisationMembers.organisationId, organisationId), eq(organisationMembers.personId, personId));
