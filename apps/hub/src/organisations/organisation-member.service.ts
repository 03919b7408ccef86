import { Injectable } from '@nestjs/common';
import type { organisationRoutes, RouteInput } from '@hubwerk/contracts';
import { v7 } from 'uuid';
import { Database } from '../database/database.ts';
import { PersonService } from '../identity/person.service.ts';
import type { Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { Hub } from '../platform/hub.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { Outbox } from '../platform/outbox.ts';
import { text } from '../platform/texts.ts';
import { OrganisationMemberRepository } from './organisation-member.repository.ts';
import { OrganisationRepository } from './organisation.repository.ts';
import { OrganisationService } from './organisation.service.ts';

type Input<R extends keyof typeof organisationRoutes> = RouteInput<(typeof organisationRoutes)[R]>;

/** Who speaks for an organisation. */
@Injectable()
export class OrganisationMemberService {
  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationService,
    private readonly rows: OrganisationRepository,
    private readonly members: OrganisationMemberRepository,
    private readonly persons: PersonService,
    private readonly outbox: Outbox,
    private readonly hub: Hub,
    private readonly audit: Audit,
  ) {}

  async list({ params }: Input<'listOrganisationMembers'>, asker: Asker) {
    const { id } = await this.organisations.getEditable(params.organisation, asker);
    return { items: await this.members.list(id), next: null };
  }

  async invite({ params, body }: Input<'inviteOrganisationMember'>, asker: Asker) {
    const { id, slug, name } = await this.organisations.getEditable(params.organisation, asker);
    return this.database.transaction(async (tx) => {
      const person = await this.persons.invite(tx, { mail: body.email, name: body.name }, asker);
      if (!(await this.members.insert(tx, id, person.id))) throw new HubError('already_done');
      const t = text(person.language);
      await this.outbox.write(tx, {
        recipient: body.email,
        personId: person.id,
        language: person.language,
        subject: t('mail.organisation_member.subject', { organisation: name }),
        body: t('mail.organisation_member.body', {
          organisation: name,
          by: asker.name,
          mail: body.email,
          hub: this.hub.name,
          link: this.hub.url(`/organisations/${slug}`),
        }),
        cause: `organisation_member:${v7()}`,
      });
      await this.record(tx, 'organisation.member_added', id, person.id);
      return { id: person.id, name: person.name };
    });
  }

  /** The organisation's row is locked, so that two who leave at once cannot both be the last but one. */
  async remove({ params }: Input<'removeOrganisationMember'>, asker: Asker): Promise<void> {
    const { id } = await this.organisations.getEditable(params.organisation, asker);
    await this.database.transaction(async (tx) => {
      await this.rows.getForUpdate(tx, id);
      if (!(await this.members.delete(tx, id, params.person))) throw notFound();
      if ((await this.members.count(tx, id)) === 0) throw new HubError('not_possible_now');
      await this.record(tx, 'organisation.member_removed', id, params.person);
    });
  }

  private async record(
    tx: Parameters<Audit['record']>[0],
    action: `organisation.${string}`,
    id: string,
    personId: string,
  ): Promise<void> {
    await this.audit.record(tx, { action, subject: { kind: 'organisation', id }, details: { personId } });
  }
}
