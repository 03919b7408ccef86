import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { HubError } from './hub-error.ts';
import { REDIS, type RedisConnection } from './redis.ts';

/**
 * How often one may ask for changes. A whole venue shares one address, so people are counted by who they are; an address
 * is counted generously, and wrong passwords are counted by the account they were tried on.
 */
@Injectable()
export class RateLimits {
  private readonly person: RateLimiterAbstract;
  private readonly address: RateLimiterAbstract;
  private readonly account: RateLimiterAbstract;
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
    this.message = new RateLimiterMemory({ keyPrefix: 'message', points: 120, duration: 10 });
  }

  /** Counts one change asked for. @throws HubError `too_many_requests` */
  async spend(personId: string | undefined, address: string): Promise<void> {
    await (personId ? take(this.person, personId) : take(this.address, address));
  }

  /** Counts one socket message. @throws HubError `too_many_requests` */
  async spendOnMessage(personId: string): Promise<void> {
    await take(this.message, personId);
  }

  /** Counts one try to get into an account or to have mail sent to an address. @throws HubError `too_many_requests` */
  async spendOnAccount(mail: string): Promise<void> {
    await take(this.account, mail.toLowerCase());
  }

  /** Forgets the tries once one was right. */
  async forgive(mail: string): Promise<void> {
    await this.account.delete(mail.toLowerCase());
  }
}

async function take(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    throw new HubError('too_many_requests');
  }
}
