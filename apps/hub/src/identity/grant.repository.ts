import { Injectable } from '@nestjs/common';
import type { Role } from '@hubwerk/contracts';
import { and, eq, inArray, isNull, or, type SQL } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { grants } from '../database/tables/grant.table.ts';
import { persons } from '../database/tables/person.table.ts';
import type { ScopeTarget } from '../platform/access.ts';

export type GrantRecord = typeof grants.$inferSelect;

@Injectable()
export class GrantRepository {
  constructor(private readonly database: Database) {}

  async exists(personId: string, roles: readonly Role[], target: ScopeTarget): Promise<boolean> {
    const [found] = await this.database.db
      .select({ id: grants.id })
      .from(grants)
      .where(and(eq(grants.personId, personId), inArray(grants.role, [...roles]), holdsIn(target)))
      .limit(1);
    return found !== undefined;
  }

  /** The events a person holds one of the roles on, or `'everywhere'` where it is on the hub. */
  async listEventIds(personId: string, roles: readonly Role[]): Promise<'everywhere' | string[]> {
    const rows = await this.database.db
      .selectDistinct({ eventId: grants.eventId })
      .from(grants)
      .where(and(eq(grants.personId, personId), inArray(grants.role, [...roles]), isNull(grants.organisationId)));
    const ids = rows.flatMap(({ eventId }) => eventId ?? []);
    return ids.length < rows.length ? 'everywhere' : ids;
  }

  /** Grants on the hub or on any of the events, with who holds them. */
  listForEvents(eventIds: string[]) {
    return this.database.db
      .select({ grant: grants, person: { id: persons.id, name: persons.name } })
      .from(grants)
      .innerJoin(persons, eq(grants.personId, persons.id))
      .where(and(isNull(grants.organisationId), holdsIn({ eventIds, organisationIds: [] })))
      .orderBy(grants.role, persons.name, grants.id);
  }

  /** @returns undefined when the person holds the role there already. */
  async insert(tx: Transaction, grant: typeof grants.$inferInsert): Promise<GrantRecord | undefined> {
    const [made] = await tx.insert(grants).values(grant).onConflictDoNothing().returning();
    return made;
  }

  async delete(tx: Transaction, id: string, eventId: string): Promise<GrantRecord | undefined> {
    const [gone] = await tx
      .delete(grants)
      .where(and(eq(grants.id, id), eq(grants.eventId, eventId)))
      .returning();
    return gone;
  }

  async hasAdmin(tx: Transaction): Promise<boolean> {
    const [found] = await tx.select({ id: grants.id }).from(grants).where(eq(grants.role, 'admin')).limit(1);
    return found !== undefined;
  }
}

function holdsIn(target: ScopeTarget): SQL | undefined {
  return or(
    and(isNull(grants.eventId), isNull(grants.organisationId)),
    target.eventIds.length ? inArray(grants.eventId, target.eventIds) : undefined,
    target.organisationIds.length ? inArray(grants.organisationId, target.organisationIds) : undefined,
  );
}
