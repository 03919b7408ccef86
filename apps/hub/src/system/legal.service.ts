import { Injectable, type OnModuleInit } from '@nestjs/common';
import { legalSchema, type Legal, type legalRoutes, type RouteInput } from '@hubwerk/contracts';
import { Database } from '../database/database.ts';
import { Audit } from '../platform/audit.ts';
import { HubError } from '../platform/hub-error.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { Settings } from '../platform/settings.ts';

const setting = 'legal';
const nothingYet: Legal = {
  imprint: { text: {}, url: null },
  privacy: { text: {}, url: null },
  sourceUrl: null,
  version: 0,
};

/** What whoever runs the hub says about it. Every page links to it, so it stays in memory until it changes. */
@Injectable()
export class LegalService implements OnModuleInit {
  private known: Promise<Legal> | undefined;

  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly audit: Audit,
    private readonly publicPages: PublicPages,
  ) {}

  onModuleInit(): void {
    this.publicPages.onForget((eventId) => {
      if (eventId === null) this.known = undefined;
    });
  }

  async read(): Promise<Legal> {
    this.known ??= this.load();
    try {
      return await this.known;
    } catch (error) {
      this.known = undefined;
      throw error;
    }
  }

  async set({ body }: RouteInput<typeof legalRoutes.setLegal>): Promise<Legal> {
    return this.database.transaction(async (tx) => {
      const before = legalOf(await this.settings.lock(tx, setting));
      if (before.version !== body.version) throw new HubError('changed_meanwhile', { details: { current: before } });
      const after = { ...body, version: body.version + 1 };
      await this.settings.set(tx, setting, after);
      await this.audit.record(tx, {
        action: 'hub.legal_set',
        subject: { kind: 'hub' },
        details: { before, after },
      });
      await this.publicPages.allChanged(tx);
      return after;
    });
  }

  private async load(): Promise<Legal> {
    return legalOf(await this.database.transaction((tx) => this.settings.get(tx, setting)));
  }
}

/** What was kept before it had a version is at 0, as nothing is. */
const keptSchema = legalSchema.extend({ version: legalSchema.shape.version.default(0) });

const legalOf = (kept: unknown): Legal => (kept ? keptSchema.parse(kept) : nothingYet);
