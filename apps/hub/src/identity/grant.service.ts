import { Injectable } from '@nestjs/common';
import {
  permissionsOf,
  rolesWith,
  type identityRoutes,
  type Permission,
  type RouteInput,
  type Role,
} from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { rightsReduced } from '../platform/access.announcements.ts';
import { GrantReader, ScopeResolvers, type Asker, type ScopeTarget } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { GrantMails } from './grant-mails.ts';
import { GrantRepository, type GrantRecord } from './grant.repository.ts';
import { hubGrantView } from './grant.view.ts';
import { PersonService } from './person.service.ts';

/** On an event or an organisation; on neither is on the hub. */
interface GrantScope {
  eventId?: string | undefined;
  organisationId?: string | undefined;
}

/** Who holds which role where. */
@Injectable()
export class GrantService extends GrantReader {
  constructor(
    private readonly database: Database,
    private readonly grants: GrantRepository,
    private readonly persons: PersonService,
    private readonly scopes: ScopeResolvers,
    private readonly announcements: Announcements,
    private readonly audit: Audit,
    private readonly mails: GrantMails,
  ) {
    super();
  }

  override allows(personId: string, permission: Permission, target: ScopeTarget): Promise<boolean> {
    return this.grants.exists(personId, rolesWith(permission), target);
  }

  /** All that a person's roles allow there. */
  async permissionsOn(personId: string, target: ScopeTarget): Promise<ReadonlySet<Permission>> {
    return new Set((await this.grants.listRoles(personId, target)).flatMap(permissionsOf));
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
    const { grant, person } = await this.giveByMail({ ...body, on: { eventId } }, asker);
    return {
      id: grant.id,
      person: { id: person.id, name: person.name },
      role: grant.role,
      scope: 'event' as const,
      inherited: false,
    };
  }

  async revokeInEvent({ params }: RouteInput<typeof identityRoutes.revokeInEvent>): Promise<void> {
    const { eventId } = await this.resolve(params.event);
    await this.database.transaction(async (tx) => {
      const gone = await this.grants.delete(tx, params.grant, eventId);
      if (!gone) throw notFound();
      await this.recordRevoked(tx, gone);
    });
  }

  async listOnHub() {
    return { items: (await this.grants.listForHub()).map(hubGrantView), next: null };
  }

  async grantOnHub({ body }: RouteInput<typeof identityRoutes.grantOnHub>, asker: Asker) {
    const organisationId = body.role === 'partner' ? await this.organisationId(body.organisation) : undefined;
    const { grant, person, organisation } = await this.giveByMail({ ...body, on: { organisationId } }, asker);
    return hubGrantView({ grant, person, organisation });
  }

  async revokeOnHub({ params }: RouteInput<typeof identityRoutes.revokeOnHub>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const hadAdmin = await this.grants.hasAdmin(tx);
      const gone = await this.grants.deleteOnHub(tx, params.grant);
      if (!gone) throw notFound();
      if (hadAdmin && !(await this.grants.hasAdmin(tx))) throw new HubError('last_admin');
      await this.recordRevoked(tx, gone);
    });
  }

  /** Gives a role on the hub or an event as the operator, who needs nobody's leave. @throws HubError `already_done` */
  async grantAsOperator(role: Role, email: string, eventId: string | undefined): Promise<{ hasAccount: boolean }> {
    const { person } = await this.giveByMail({ email, role, on: { eventId } }, null);
    return { hasAccount: person.accountId !== null };
  }

  /** Gives a role without asking who may: for the first admin, the demo and a new event's maker. */
  async give(tx: Transaction, personId: string, role: Role, on: GrantScope = {}): Promise<void> {
    await this.grants.insert(tx, { personId, role, ...on });
  }

  /** Gives on an event the roles that people hold on another one itself. */
  async copy(tx: Transaction, { from, to }: { from: string; to: string }): Promise<void> {
    for (const { personId, role } of await this.grants.listOn(tx, from))
      await this.grants.insert(tx, { personId, role, eventId: to });
  }

  /** Takes back a role that was given with `give`; one that an organiser gave stays. */
  async take(tx: Transaction, personId: string, role: Role, eventId: string): Promise<void> {
    if (!(await this.grants.deleteGiven(tx, personId, role, eventId))) return;
    await this.announcements.announce(tx, rightsReduced, { personId });
  }

  /** Ids of the persons whose role on the event itself, or on one it lies in, allows something. */
  async listPersonsInEvent(permission: Permission, event: string): Promise<string[]> {
    const { eventIds } = await this.resolve(event);
    const roles = rolesWith(permission);
    const rows = await this.grants.listForEvents(eventIds);
    const allowed = rows.filter(({ grant }) => grant.eventId !== null && roles.includes(grant.role));
    return [...new Set(allowed.map(({ person }) => person.id))];
  }

  /** An event lies in others than before: who had a role in it through those it left may have lost it. */
  async inheritedAnew(tx: Transaction, { before, after }: { before: string[]; after: string[] }): Promise<void> {
    const left = before.filter((eventId) => !after.includes(eventId));
    for (const personId of await this.grants.listHolders(tx, left))
      await this.announcements.announce(tx, rightsReduced, { personId });
  }

  /** The person is told by mail. */
  private async giveByMail(
    given: { email: string; name?: string | undefined; role: Role; on: GrantScope },
    by: Asker | null,
  ) {
    return this.database.transaction(async (tx) => {
      const person = await this.persons.invite(tx, { mail: given.email, name: given.name }, by);
      const grant = await this.grants.insert(tx, {
        personId: person.id,
        role: given.role,
        ...given.on,
        grantedBy: by?.personId,
      });
      if (!grant) throw new HubError('already_done');
      await this.audit.record(tx, {
        action: 'grant.given',
        subject: { kind: 'person', id: person.id },
        ...(grant.eventId && { eventId: grant.eventId }),
        details: { role: grant.role, ...(grant.organisationId && { organisationId: grant.organisationId }) },
      });
      const scope = await this.grants.readScope(tx, grant);
      await this.mails.given(tx, { grant, person, mail: given.email, scope }, by);
      return { grant, person, organisation: scope.organisation ?? null };
    });
  }

  private async recordRevoked(
    tx: Transaction,
    { personId, role, eventId, organisationId }: GrantRecord,
  ): Promise<void> {
    await this.audit.record(tx, {
      action: 'grant.revoked',
      subject: { kind: 'person', id: personId },
      ...(eventId && { eventId }),
      details: { role, ...(organisationId && { organisationId }) },
    });
    await this.announcements.announce(tx, rightsReduced, { personId });
  }

  private async organisationId(reference: string): Promise<string> {
    const id = (await this.scopes.resolve('organisation', reference))?.organisationIds[0];
    if (!id) throw invalid(['organisation'], 'no_such_organisation');
    return id;
  }

  private async resolve(event: string): Promise<{ eventId: string; eventIds: string[] }> {
    const target = await this.scopes.resolve('event', event);
    const eventId = target?.eventIds.at(-1);
    if (!target || !eventId) throw notFound();
    return { eventId, eventIds: target.eventIds };
  }
}
