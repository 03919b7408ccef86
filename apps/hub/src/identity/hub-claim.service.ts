import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.ts';
import type { Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { HubError } from '../platform/hub-error.ts';
import { Settings } from '../platform/settings.ts';
import { GrantRepository } from './grant.repository.ts';
import { GrantService } from './grant.service.ts';

const setting = 'hub_claim_digest';

/** How a new hub gets its first admin: a one-time link that its first start prints. */
@Injectable()
export class HubClaimService {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly grantRows: GrantRepository,
    private readonly grants: GrantService,
    private readonly audit: Audit,
  ) {}

  /** A fresh token while nobody is admin; null once somebody is. A token made before stops working. */
  async offer(): Promise<string | null> {
    return this.database.transaction(async (tx) => {
      if (await this.grantRows.hasAdmin(tx)) return null;
      const token = randomBytes(24).toString('base64url');
      await this.settings.set(tx, setting, digest(token));
      return token;
    });
  }

  async claim(token: string, asker: Asker): Promise<void> {
    await this.database.transaction(async (tx) => {
      const expected = await this.settings.take(tx, setting);
      if (typeof expected !== 'string' || !timingSafeEqual(Buffer.from(expected), Buffer.from(digest(token)))) {
        throw new HubError('link_expired');
      }
      await this.grants.give(tx, asker.personId, 'admin');
      await this.audit.record(tx, { action: 'hub.claimed', subject: { kind: 'person', id: asker.personId } });
    });
  }
}

const digest = (token: string) => createHash('sha256').update(token).digest('base64url');
