import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { Database } from '../database/database.ts';
import type { Environment } from '../platform/environment.ts';
import { ENVIRONMENT } from '../platform/tokens.ts';

@Injectable()
export class HealthService {
  constructor(
    private readonly database: Database,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async read() {
    const databaseOk = await this.database.db.execute(sql`select 1`).then(
      () => true,
      () => false,
    );
    const reason = this.environment.HUB_MEDIA_OFF ?? null;
    return {
      status: databaseOk && !reason ? ('ok' as const) : ('degraded' as const),
      database: { ok: databaseOk, kind: this.environment.DATABASE_URL ? ('external' as const) : ('embedded' as const) },
      media: { ok: !reason, reason },
      mail: { ok: true, kind: this.environment.SMTP_URL ? ('smtp' as const) : ('outbox' as const) },
    };
  }
}
