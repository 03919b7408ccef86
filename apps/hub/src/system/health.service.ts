import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { Database } from '../database/database.ts';
import { MediaService } from '../media/media.service.ts';
import { MailDeliveryService } from '../notifications/mail-delivery.service.ts';
import type { Environment } from '../platform/environment.ts';
import { ENVIRONMENT } from '../platform/tokens.ts';

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
    return {
      status: databaseOk && mailOk && media.ok ? ('ok' as const) : ('degraded' as const),
      database: { ok: databaseOk, kind: this.environment.DATABASE_URL ? ('external' as const) : ('embedded' as const) },
      media,
      mail: { ok: mailOk, kind: this.environment.SMTP_URL ? ('smtp' as const) : ('outbox' as const) },
    };
  }

  private databaseAnswers(): Promise<boolean> {
    return this.database.db.execute(sql`select 1`).then(
      () => true,
      () => false,
    );
  }
}
