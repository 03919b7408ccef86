import { Injectable } from '@nestjs/common';
import type { Role } from '@hubwerk/contracts';
import { and, eq, inArray, isNull, notLike, or, sql, type SQL } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { accounts } from '../database/tables/account.table.ts';
import { events } from '../database/tables/event.table.ts';
import { grants } from '../database/tables/grant.table.ts';
import { organisations } from '../database/tables/organisation.table.ts';
import { persons } from '../database/tables/person.table.ts';
import type { ScopeTarget } from '../platform/access.ts';
import { demoMailDomain } from './demo-offer.service.ts';

export type GrantRecord = typeof grants.$inferSelect;

const organisationColumns = { id: organisations.id, slug: organisations.slug, name: organisations.name };

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

  /** Whether a person holds one of the roles, on whatever it is. */
  async holdsAny(personId: string, roles: readonly Role[]): Promise<boolean> {
    const [found] = await this.database.db
      .select({ id: grants.id })
      .from(grants)
      .where(and(eq(grants.personId, personId), inArray(grants.role, [...roles])))
      .limit(1);
    return found !== undefined;
  }

  async listRoles(personId: string, target: ScopeTarget): Promise<Role[]> {
    const rows = await this.database.db
      .selectDistinct({ role: grants.role })
      .from(grants)
      .where(and(eq(grants.personId, personId), holdsIn(target)));
    return rows.map(({ role }) => role);
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

  /** The grants on the event itself. */
  listOn(tx: Transaction, eventId: string): Promise<GrantRecord[]> {
    return tx.select().from(grants).where(eq(grants.eventId, eventId));
  }

  /** Who holds a role on any of the events themselves. */
  async listHolders(tx: Transaction, eventIds: string[]): Promise<string[]> {
    if (eventIds.length === 0) return [];
    const held = await tx
      .selectDistinct({ personId: grants.personId })
      .from(grants)
      .where(inArray(grants.eventId, eventIds));
    return held.map(({ personId }) => personId);
  }

  /** Grants on the hub or on organisations, with who holds them. */
  listForHub() {
    return this.database.db
      .select({ grant: grants, person: persons, organisation: organisationColumns })
      .from(grants)
      .innerJoin(persons, eq(grants.personId, persons.id))
      .leftJoin(organisations, eq(organisations.id, grants.organisationId))
      .where(isNull(grants.eventId))
      .orderBy(grants.role, organisations.name, persons.name, grants.id);
  }

  /** What the event or organisation is called that a grant holds on. */
  async readScope(tx: Transaction, { eventId, organisationId }: Pick<GrantRecord, 'eventId' | 'organisationId'>) {
    const [event] = eventId
      ? await tx.select({ slug: events.slug, title: events.title }).from(events).where(eq(events.id, eventId))
      : [];
    const [organisation] = organisationId
      ? await tx.select(organisationColumns).from(organisations).where(eq(organisations.id, organisationId))
      : [];
    return { event, organisation };
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

  async deleteOnHub(tx: Transaction, id: string): Promise<GrantRecord | undefined> {
    const [gone] = await tx
      .delete(grants)
      .where(and(eq(grants.id, id), isNull(grants.eventId)))
      .returning();
    return gone;
  }

  /** Of those that no person gave. @returns undefined when there is none */
  async deleteGiven(tx: Transaction, personId: string, role: Role, eventId: string): Promise<GrantRecord | undefined> {
    const [gone] = await tx
      .delete(grants)
      .where(
        and(
          eq(grants.personId, personId),
          eq(grants.role, role),
          eq(grants.eventId, eventId),
          isNull(grants.grantedBy),
        ),
      )
      .returning();
    return gone;
  }

  /** Whether somebody can sign in as admin who is not of the demo. Admins come and go one at a time after this was asked. */
  async hasAdmin(tx: Transaction): Promise<boolean> {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('admins', 0))`);
    const [found] = await tx
      .select({ id: grants.id })
      .from(grants)
      .innerJoin(persons, eq(persons.id, grants.personId))
      .innerJoin(accounts, eq(accounts.id, persons.accountId))
      .where(and(eq(grants.role, 'admin'), notLike(accounts.email, `%${demoMailDomain}`)))
      .limit(1);
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
