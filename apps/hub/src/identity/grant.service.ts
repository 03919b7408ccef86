import { Injectable } from '@nestjs/common';
import { rolesWith, type identityRoutes, type Permission, type RouteInput, type Role } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { GrantReader, ScopeResolvers, type Asker, type ScopeTarget } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { GrantRepository } from './grant.repository.ts';
import { grantGiven } from './identity.announcements.ts';
import { PersonService } from './person.service.ts';

/** Who holds which role where. */
@Injectable()
export class GrantService extends GrantReader {
  constructor(
    private readonly database: Database,
    private readonly grants: GrantRepository,
    private readonly persons: PersonService,
    private readonly scopes: ScopeResolvers,
    private readonly audit: Audit,
    private readonly announcements: Announcements,
  ) {
    super();
  }

  override allows(personId: string, permission: Permission, target: ScopeTarget): Promise<boolean> {
    return this.grants.exists(personId, rolesWith(permission), target);
  }

  allowsOnHub(personId: string, permission: Permission): Promise<boolean> {
    return this.allows(personId, permission, { eventIds: [], organisationIds: [] });
  }

  /** The events a person's roles allow something on directly; it holds for those inside them too. */
  listEventIds(personId: string, permission: Permission): Promise<'everywhere' | string[]> {
    return this.grants.listEventIds(personId, rolesWith(permission));
  }

  async listInEvent(event: string) {
    const { eventId, eventIds } = await this.resolve(event);
    const rows = await this.grants.listForEvents(eventIds);
    const items = rows.map(({ grant, person }) => ({
      id: grant.id,
      person,
      role: grant.role,
      scope: grant.eventId ? ('event' as const) : ('hub' as const),
      inherited: grant.eventId !== eventId,
    }));
    return { items, next: null };
  }

  async grantInEvent({ params, body }: RouteInput<typeof identityRoutes.grantInEvent>, asker: Asker) {
    const { eventId } = await this.resolve(params.event);
    return this.database.transaction(async (tx) => {
      const person = await this.persons.invite(tx, {
        mail: body.email,
        name: body.name ?? body.email,
        language: asker.language,
      });
      const grant = await this.grants.insert(tx, {
        personId: person.id,
        role: body.role,
        eventId,
        grantedBy: asker.personId,
      });
      if (!grant) throw new HubError('already_done');
      await this.audit.record(tx, {
        action: 'grant.given',
        subject: { kind: 'person', id: person.id },
        eventId,
        details: { role: body.role },
      });
      await this.announcements.announce(tx, grantGiven, { grantId: grant.id });
      return {
        id: grant.id,
        person: { id: person.id, name: person.name },
        role: grant.role,
        scope: 'event' as const,
        inherited: false,
      };
    });
  }

  async revokeInEvent({ params }: RouteInput<typeof identityRoutes.revokeInEvent>): Promise<void> {
    const { eventId } = await this.resolve(params.event);
    await this.database.transaction(async (tx) => {
      const gone = await this.grants.delete(tx, params.grant, eventId);
      if (!gone) throw notFound();
      await this.audit.record(tx, {
        action: 'grant.revoked',
        subject: { kind: 'person', id: gone.personId },
        eventId,
        details: { role: gone.role },
      });
    });
  }

  /** Gives a role without asking who may: for the first admin, the demo and a new event's maker. */
  async give(
    tx: Transaction,
    personId: string,
    role: Role,
    on: { eventId?: string; organisationId?: string } = {},
  ): Promise<void> {
    await this.grants.insert(tx, { personId, role, ...on });
  }

  private async resolve(event: string): Promise<{ eventId: string; eventIds: string[] }> {
    const target = await this.scopes.resolve('event', event);
    const eventId = target?.eventIds.at(-1);
    if (!target || !eventId) throw notFound();
    return { eventId, eventIds: target.eventIds };
  }
}
