import { Inject, Injectable } from '@nestjs/common';
import { sql } from 'drizzle-orm';
import { Database } from '../database/database.ts';
import { MediaService } from '../media/media.service.ts';
import type { Environment } from '../platform/environment.ts';
import { ENVIRONMENT } from '../platform/tokens.ts';

@Injectable()
export class HealthService {
  constructor(
    private readonly database: Database,
    private readonly media: MediaService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async read() {
    const databaseOk = await this.database.db.execute(sql`select 1`).then(
      () => true,
      () => false,
    );
    const media = this.media.health();
    return {
      status: databaseOk && media.ok ? ('ok' as const) : ('degraded' as const),
      database: { ok: databaseOk, kind: this.environment.DATABASE_URL ? ('external' as const) : ('embedded' as const) },
      media,
      mail: { ok: true, kind: this.environment.SMTP_URL ? ('smtp' as const) : ('outbox' as const) },
    };
  }
}
