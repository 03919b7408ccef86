import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.ts';
import { Jobs, jobKind } from '../platform/jobs.ts';
import { Log } from '../platform/log.ts';
import { RetentionRepository } from './retention.repository.ts';

const removeExpired = jobKind('identity.remove_expired');

/** Every night, what has been kept as long as its mark says goes. */
@Injectable()
export class RetentionService implements OnModuleInit {
  constructor(
    private readonly retention: RetentionRepository,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.jobs.nightly(removeExpired, () => this.removeExpired());
  }

  async removeExpired(): Promise<void> {
    const removed = await this.retention.removeExpired(this.clock.now());
    this.log.info({ removed }, 'what was kept long enough is gone');
  }
}
