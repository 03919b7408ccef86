import { Injectable, type OnModuleInit } from '@nestjs/common';
import { legalSchema, type Legal, type legalRoutes, type RouteInput } from '@hubwerk/contracts';
import { Database } from '../database/database.ts';
import { Audit } from '../platform/audit.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { Settings } from '../platform/settings.ts';

const setting = 'legal';
const nothingYet: Legal = { imprint: { text: {}, url: null }, privacy: { text: {}, url: null }, sourceUrl: null };

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
    await this.database.transaction(async (tx) => {
      const before = await this.settings.get(tx, setting);
      await this.settings.set(tx, setting, body);
      await this.audit.record(tx, {
        action: 'hub.legal_set',
        subject: { kind: 'hub' },
        details: { before, after: body },
      });
      await this.publicPages.allChanged(tx);
    });
    return body;
  }

  private async load(): Promise<Legal> {
    const kept = await this.database.transaction((tx) => this.settings.get(tx, setting));
    return kept === undefined ? nothingYet : legalSchema.parse(kept);
  }
}
