import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { HubError } from './hub-error.ts';
import { networkOf } from './network-of.ts';
import { REDIS, type RedisConnection } from './redis.ts';

/** Whether somebody has given a person a role to invite in. */
export type Inviter = 'with_role' | 'without_role';

/**
 * How often one may ask for changes. A whole venue shares one address, so people are counted by who they are; an address
 * is counted generously. Tries on an account are counted by account and address together, so that nobody locks its owner
 * out, and by the account alone as far as many addresses at once are a guesser.
 */
@Injectable()
export class RateLimits {
  private readonly person: RateLimiterAbstract;
  private readonly address: RateLimiterAbstract;
  private readonly account: RateLimiterAbstract;
  private readonly accountAnywhere: RateLimiterAbstract;
  private readonly link: RateLimiterAbstract;
  private readonly linkAnywhere: RateLimiterAbstract;
  private readonly linkFromNetwork: RateLimiterAbstract;
  private readonly invitation: RateLimiterAbstract;
  private readonly invitationWithRole: RateLimiterAbstract;
  private readonly message: RateLimiterAbstract;

  constructor(@Inject(REDIS) redis: RedisConnection | null) {
    const limiter = (keyPrefix: string, points: number, duration: number) =>
      redis
        ? new RateLimiterRedis({
            storeClient: redis,
            useRedisPackage: true,
            keyPrefix: `hubwerk:${keyPrefix}`,
            points,
            duration,
          })
        : new RateLimiterMemory({ keyPrefix, points, duration });
    this.person = limiter('person', 240, 60);
    this.address = limiter('address', 6000, 60);
    this.account = limiter('account', 10, 300);
    this.accountAnywhere = limiter('account-anywhere', 200, 300);
    // An hour from one address leaves most of what an account has to everybody else, its owner among them.
    this.link = limiter('link', 5, 15 * 60);
    this.linkAnywhere = limiter('link-anywhere', 60, 60 * 60);
    // When doors open 600 people may sign in by link from one address, some of them more than once; nobody mails the world.
    this.linkFromNetwork = limiter('link-from-network', 2000, 60 * 60);
    // Anybody may found an organisation under any name, and invite to it.
    this.invitation = limiter('invitation', 200, 24 * 60 * 60);
    // On one day an organiser may invite all 600 speakers of a big conference, its team and its juries.
    this.invitationWithRole = limiter('invitation-with-role', 1000, 24 * 60 * 60);
    this.message = new RateLimiterMemory({ keyPrefix: 'message', points: 120, duration: 10 });
  }

  /** Counts one change asked for. @throws HubError `too_many_requests` */
  async spend(personId: string | undefined, address: string): Promise<void> {
    await (personId ? take(this.person, personId) : take(this.address, networkOf(address)));
  }

  /** Counts one socket message. @throws HubError `too_many_requests` */
  async spendOnMessage(personId: string): Promise<void> {
    await take(this.message, personId);
  }

  /** Counts one try to get into an account. @throws HubError `too_many_requests` */
  async spendOnAccount(mail: string, address: string): Promise<void> {
    await take(this.account, keyOf(mail, address));
    await take(this.accountAnywhere, mail);
  }

  /** Forgets the tries from an address once one was right. */
  async forgive(mail: string, address: string): Promise<void> {
    await this.account.delete(keyOf(mail, address));
  }

  /** Counts one link asked for to be mailed to an address. @throws HubError `too_many_requests` */
  async spendOnLink(mail: string, address: string): Promise<void> {
    await take(this.link, keyOf(mail, address));
    await take(this.linkAnywhere, mail);
    await this.spendOnLinkFrom(address);
  }

  /** Counts one mailed link by where it was asked for alone, whoever it goes to. @throws HubError `too_many_requests` */
  async spendOnLinkFrom(address: string): Promise<void> {
    await take(this.linkFromNetwork, networkOf(address));
  }

  /**
   * Counts one invitation that a person has mailed to an address of their choice.
   * @throws HubError `too_many_requests`
   */
  async spendOnInvitation(personId: string, as: Inviter): Promise<void> {
    await take(this.invitationsOf(as), personId);
  }

  /** Takes back one count of an invitation that was not mailed after all, or refused. */
  async giveBackInvitation(personId: string, as: Inviter): Promise<void> {
    await this.invitationsOf(as).reward(personId);
  }

  private invitationsOf(as: Inviter): RateLimiterAbstract {
    return as === 'with_role' ? this.invitationWithRole : this.invitation;
  }
}

const keyOf = (mail: string, address: string) => `${mail} ${networkOf(address)}`;

async function take(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    throw new HubError('too_many_requests');
  }
}
