import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { organisationRoutes, RouteInput } from '@hubwerk/contracts';
import { violatedConstraint } from '../database/database-error.ts';
import { Database, type Transaction } from '../database/database.ts';
import { FileService } from '../files/file.service.ts';
import { GrantService } from '../identity/grant.service.ts';
import { ScopeResolvers, type Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { OrganisationMemberRepository } from './organisation-member.repository.ts';
import {
  OrganisationRepository,
  type OrganisationEntryRecord,
  type OrganisationRecord,
} from './organisation.repository.ts';
import { organisationEntryView, organisationSummaryView, organisationView } from './organisation.view.ts';

type Input<R extends keyof typeof organisationRoutes> = RouteInput<(typeof organisationRoutes)[R]>;

export type { OrganisationRecord };

/** What other pages show of an organisation. */
const onCard = ['slug', 'name', 'logoId'] as const;

/** Start-ups, companies, investors and institutions with what they make, offer and need. */
@Injectable()
export class OrganisationService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly organisations: OrganisationRepository,
    private readonly members: OrganisationMemberRepository,
    private readonly files: FileService,
    private readonly grants: GrantService,
    private readonly scopes: ScopeResolvers,
    private readonly audit: Audit,
    private readonly publicPages: PublicPages,
  ) {}

  onModuleInit(): void {
    this.scopes.register('organisation', async (reference) => {
      const organisation = await this.organisations.find(reference);
      return organisation ? { eventIds: [], organisationIds: [organisation.id] } : null;
    });
  }

  async list({ query: { limit, ...filter } }: Input<'listOrganisations'>) {
    const rows = await this.organisations.list(filter, limit + 1);
    const items = rows.slice(0, limit);
    return { items: items.map(organisationSummaryView), next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  async listMine(asker: Asker) {
    const items = await this.organisations.listOfMember(asker.personId);
    return { items: items.map(organisationSummaryView), next: null };
  }

  async read({ params }: Input<'readOrganisation'>) {
    return this.view(await this.get(params.organisation));
  }

  async readRights({ params }: Input<'readOrganisationRights'>, asker: Asker | null) {
    return { edit: asker !== null && (await this.mayEdit(asker.personId, await this.get(params.organisation))) };
  }

  async create({ body }: Input<'createOrganisation'>, asker: Asker) {
    return this.view(await this.database.transaction((tx) => this.insert(tx, body, asker.personId)));
  }

  /** Makes an organisation inside the caller's transaction; for the demo and imports too. */
  async insert(
    tx: Transaction,
    organisation: Parameters<OrganisationRepository['insert']>[1],
    firstMemberId?: string,
  ): Promise<OrganisationRecord> {
    const made = await withSlugTaken(() => this.organisations.insert(tx, organisation));
    if (firstMemberId) await this.members.insert(tx, made.id, firstMemberId);
    await this.changed(tx, made, 'organisation.created');
    return made;
  }

  async edit({ params, body }: Input<'editOrganisation'>, asker: Asker) {
    const { id } = await this.getEditable(params.organisation, asker);
    const changed = await this.database.transaction(async (tx) => {
      const organisation = await this.organisations.getForUpdate(tx, id);
      if (Object.keys(body).length === 0) return organisation;
      if (body.logoId !== undefined) {
        const logo = { kind: 'organisation.logo', id } as const;
        await this.files.show(tx, logo, body.logoId ? [body.logoId] : [], {
          asker,
          purpose: 'image',
          audience: 'public',
          at: ['logoId'],
        });
      }
      const after = await withSlugTaken(() => this.organisations.update(tx, id, defined(body)));
      await this.changed(tx, after, 'organisation.edited', { fields: Object.keys(body) });
      // Its card is on the pages of all it has a part in, and those are no business of this feature.
      if (onCard.some((field) => organisation[field] !== after[field])) await this.publicPages.allChanged(tx);
      return after;
    });
    return this.view(changed);
  }

  async addEntry({ params, body }: Input<'addOrganisationEntry'>, asker: Asker) {
    const { id } = await this.getEditable(params.organisation, asker);
    return organisationEntryView(
      await this.database.transaction((tx) => this.insertEntry(tx, { ...body, organisationId: id })),
    );
  }

  /** Adds a product, offer or need inside the caller's transaction; for the demo and imports too. */
  async insertEntry(
    tx: Transaction,
    entry: Parameters<OrganisationRepository['insertEntry']>[1],
  ): Promise<OrganisationEntryRecord> {
    const made = await this.organisations.insertEntry(tx, entry);
    await this.changed(tx, { id: entry.organisationId }, 'organisation.entry_added', {
      entryId: made.id,
      kind: made.kind,
    });
    return made;
  }

  async editEntry({ params, body }: Input<'editOrganisationEntry'>, asker: Asker) {
    const organisation = await this.getEditable(params.organisation, asker);
    return this.database.transaction(async (tx) => {
      const entry = await this.organisations.updateEntry(
        tx,
        { id: params.entry, organisationId: organisation.id },
        defined(body),
      );
      await this.changed(tx, organisation, 'organisation.entry_edited', {
        entryId: entry.id,
        fields: Object.keys(body),
      });
      return organisationEntryView(entry);
    });
  }

  async removeEntry({ params }: Input<'removeOrganisationEntry'>, asker: Asker): Promise<void> {
    const organisation = await this.getEditable(params.organisation, asker);
    await this.database.transaction(async (tx) => {
      await this.organisations.deleteEntry(tx, { id: params.entry, organisationId: organisation.id });
      await this.changed(tx, organisation, 'organisation.entry_removed', { entryId: params.entry });
    });
  }

  /** By id or slug. */
  find(reference: string): Promise<OrganisationRecord | undefined> {
    return this.organisations.find(reference);
  }

  /** By id or slug. @throws HubError not_found */
  async get(reference: string): Promise<OrganisationRecord> {
    const organisation = await this.organisations.find(reference);
    if (!organisation) throw notFound();
    return organisation;
  }

  /** An organisation that the asker speaks for or looks after. @throws HubError not_found */
  async getEditable(reference: string, asker: Asker): Promise<OrganisationRecord> {
    const organisation = await this.get(reference);
    if (!(await this.mayEdit(asker.personId, organisation))) throw notFound();
    return organisation;
  }

  /** In no order; ids that name nothing are left out. */
  listByIds(ids: string[]): Promise<OrganisationRecord[]> {
    return this.organisations.listByIds(ids);
  }

  /** The products, offers and needs of some organisations, in the order they were added. */
  listEntries(organisationIds: string[]): Promise<OrganisationEntryRecord[]> {
    return this.organisations.listEntries(organisationIds);
  }

  /** The organisations a person speaks for, by name. */
  listOfMember(personId: string): Promise<OrganisationRecord[]> {
    return this.organisations.listOfMember(personId);
  }

  /** Who is in an organisation with whom, for some persons. */
  listColleagues(personIds: string[]): Promise<{ personId: string; colleagueId: string }[]> {
    return this.members.listColleagues(personIds);
  }

  isMember(organisationId: string, personId: string): Promise<boolean> {
    return this.members.exists(organisationId, personId);
  }

  /** Members speak for it; `organisation.edit` looks after it. */
  private async mayEdit(personId: string, { id }: OrganisationRecord): Promise<boolean> {
    if (await this.members.exists(id, personId)) return true;
    return this.grants.allows(personId, 'organisation.edit', { eventIds: [], organisationIds: [id] });
  }

  private async changed(
    tx: Transaction,
    { id, name }: { id: string; name?: string },
    action: `organisation.${string}`,
    details?: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(tx, { action, subject: { kind: 'organisation', id, name }, ...(details && { details }) });
  }

  private async view(organisation: OrganisationRecord) {
    return organisationView(organisation, await this.organisations.listEntries([organisation.id]));
  }
}

/** Without the keys that were not named. */
function defined<T extends object>(changes: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

async function withSlugTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) === 'organisations_slug_unique') {
      throw new HubError('name_taken', { issues: [{ path: ['body', 'slug'], message: 'taken' }] });
    }
    throw error;
  }
}
