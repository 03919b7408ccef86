import { Injectable } from '@nestjs/common';
import { rolesWith, type Permission } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { v7 } from 'uuid';
import type { Asker } from '../platform/access.ts';
import { HubError } from '../platform/hub-error.ts';
import { RateLimits } from '../platform/rate-limits.ts';
import { GrantRepository } from './grant.repository.ts';
import { PersonMergeRepository } from './person-merge.repository.ts';
import { PersonRepository, type PersonRecord } from './person.repository.ts';

/** What lets somebody invite, as long as a role they were given holds it. */
const inviting: Permission[] = [
  'event.grant',
  'programme.edit',
  'fair.manage',
  'challenge.manage',
  'proposal.manage',
  'organisation.edit',
  'hub.administer',
];
const invitingRoles = inviting.flatMap((permission) => rolesWith(permission));

export interface AccountFacts {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
}

/** People, with or without an account. */
@Injectable()
export class PersonService {
  constructor(
    private readonly database: Database,
    private readonly persons: PersonRepository,
    private readonly merges: PersonMergeRepository,
    private readonly grants: GrantRepository,
    private readonly limits: RateLimits,
  ) {}

  get(id: string): Promise<PersonRecord> {
    return this.persons.get(id);
  }

  list(ids: string[]): Promise<PersonRecord[]> {
    return this.persons.list(ids);
  }

  /** Of the given persons those whose name contains the text, by name; `after` is the id of the last one of the page before. */
  search(among: string[], page: { search: string; after: string | undefined; limit: number }): Promise<PersonRecord[]> {
    return this.persons.search(among, page);
  }

  /** The person an account belongs to; made on its first use. */
  async ofAccount(account: AccountFacts, language: 'de' | 'en'): Promise<PersonRecord> {
    const known = await this.persons.findByAccount(account.id);
    if (known) return known;
    return this.database.transaction(async (tx) => {
      await this.persons.lockMail(tx, account.email);
      const waiting = account.emailVerified ? await this.persons.findUnclaimedByMail(tx, account.email) : undefined;
      if (!waiting)
        return this.persons.insert(tx, { name: account.name, mail: account.email, language, accountId: account.id });
      await this.persons.update(tx, waiting.id, { accountId: account.id });
      return { ...waiting, accountId: account.id };
    });
  }

  /** After an address was verified: what waited for its owner (speaking, roles, invitations) becomes the account's. */
  async claim(account: AccountFacts): Promise<void> {
    const own = await this.persons.findByAccount(account.id);
    if (!own) return;
    await this.database.transaction(async (tx) => {
      await this.persons.lockMail(tx, account.email);
      const waiting = await this.persons.findUnclaimedByMail(tx, account.email);
      if (!waiting) return;
      await this.merges.merge(tx, waiting.id, own.id);
    });
  }

  /**
   * The person an address stands for, to give them something: the verified owner of the address if there is one, else the
   * person waiting under it, made if need be. Whoever invites has a verified address, or looks after the hub (which may
   * have no mail server yet), and does not do it all day, because invitations are mailed.
   * @param by null: the operator
   * @throws HubError `mail_unproven`, `too_many_requests`
   */
  async invite(
    tx: Transaction,
    invited: { mail: string; name?: string | undefined },
    by: Asker | null,
  ): Promise<PersonRecord> {
    if (by) await this.mayInvite(tx, by);
    await this.persons.lockMail(tx, invited.mail);
    const owner = await this.persons.findVerifiedByMail(tx, invited.mail);
    const waiting = owner ?? (await this.persons.findUnclaimedByMail(tx, invited.mail));
    const { mail, name = mail } = invited;
    return waiting ?? this.persons.insert(tx, { mail, name, language: by?.language ?? 'de' });
  }

  /** People who are only names so far. @returns their ids in the order of the names */
  async addUnknown(tx: Transaction, names: string[]): Promise<string[]> {
    const people = names.map((name) => ({ id: v7(), name }));
    await this.persons.insertMany(tx, people);
    return people.map(({ id }) => id);
  }

  /**
   * Says whose address a person has who was only a name so far: they become who owns or waits under that address, or wait
   * under it themselves. Somebody who waits under an address already may hold things elsewhere, so nobody else can become
   * them.
   * @returns the person they are from now on
   * @throws HubError `not_possible_now` for who has an account or another address already, and as {@link invite}
   */
  async identify(tx: Transaction, personId: string, mail: string, by: Asker): Promise<PersonRecord> {
    await this.mayInvite(tx, by);
    await this.persons.lockMail(tx, mail);
    const person = await this.persons.getForUpdate(tx, personId);
    if (person.accountId || person.erasedAt || (person.mail !== null && person.mail !== mail))
      throw new HubError('not_possible_now');
    const owner =
      (await this.persons.findVerifiedByMail(tx, mail)) ?? (await this.persons.findUnclaimedByMail(tx, mail));
    if (!owner) {
      await this.persons.update(tx, personId, { mail });
      return { ...person, mail };
    }
    if (owner.id !== personId) await this.merges.merge(tx, personId, owner.id);
    return owner;
  }

  private async mayInvite(tx: Transaction, by: Asker): Promise<void> {
    if (!by.mailVerified && !(await this.looksAfterHub(by))) throw new HubError('mail_unproven');
    const as = (await this.grants.holdsAny(by.personId, invitingRoles)) ? 'with_role' : 'without_role';
    this.database.onRollback(tx, () => this.limits.giveBackInvitation(by.personId, as));
    await this.limits.spendOnInvitation(by.personId, as);
  }

  private looksAfterHub({ personId }: Asker): Promise<boolean> {
    return this.grants.exists(personId, rolesWith('hub.administer'), { eventIds: [], organisationIds: [] });
  }

  async setName({ personId, accountId }: Asker, name: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.persons.update(tx, personId, { name });
      await this.persons.updateAccount(tx, accountId, { name });
    });
  }

  async setLanguage(personId: string, language: 'de' | 'en'): Promise<void> {
    await this.database.transaction((tx) => this.persons.update(tx, personId, { language }));
  }
}
