import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { Database } from '../database/database.ts';
import { MediaService } from '../media/media.service.ts';
import { MailDeliveryService } from '../notifications/mail-delivery.service.ts';
import type { Environment } from '../platform/environment.ts';
import { ENVIRONMENT } from '../platform/tokens.ts';

/** In milliseconds. */
const patience = 3_000;

@Injectable()
export class HealthService {
  constructor(
    private readonly database: Database,
    private readonly media: MediaService,
    private readonly mail: MailDeliveryService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async read() {
    const [databaseOk, mailOk] = await Promise.all([this.databaseAnswers(), this.mail.reachable()]);
    const media = this.media.health();
    const worst = mailOk && media.ok ? ('ok' as const) : ('degraded' as const);
    return {
      status: databaseOk ? worst : ('down' as const),
      database: { ok: databaseOk, kind: this.environment.DATABASE_URL ? ('external' as const) : ('embedded' as const) },
      media,
      mail: { ok: mailOk, kind: this.environment.SMTP_URL ? ('smtp' as const) : ('outbox' as const) },
    };
  }

  /** Who watches over the hub waits for an answer, so one that does not come soon is none. */
  private databaseAnswers(): Promise<boolean> {
    const answers = this.database.db.execute(sql`select 1`).then(
      () => true,
      () => false,
    );
    return Promise.race([answers, sleep(patience, false, { ref: false })]);
  }
}
