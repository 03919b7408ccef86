import { Injectable } from '@nestjs/common';
import { and, asc, count, eq } from 'drizzle-orm';
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
