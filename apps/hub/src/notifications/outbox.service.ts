import { Injectable } from '@nestjs/common';
import type { notificationRoutes, RouteInput } from '@hubwerk/contracts';
import { Database } from '../database/database.ts';
import type { Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { notFound } from '../platform/hub-error.ts';
import { text } from '../platform/texts.ts';
import { MailBatchRepository } from './mail-batch.repository.ts';
import { MailRepository } from './mail.repository.ts';
import { mailSummaryView, mailView } from './mail.view.ts';

/** The outbox as admins read it. */
@Injectable()
export class OutboxService {
  constructor(
    private readonly database: Database,
    private readonly mails: MailRepository,
    private readonly batches: MailBatchRepository,
    private readonly audit: Audit,
  ) {}

  async list({ query }: RouteInput<typeof notificationRoutes.listOutbox>) {
    const rows = await this.mails.list(query.after, query.limit + 1);
    const items = rows.slice(0, query.limit);
    return { items: items.map(mailSummaryView), next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  async read({ params }: RouteInput<typeof notificationRoutes.readOutboxMail>, asker: Asker) {
    return this.database.transaction(async (tx) => {
      const mail = await this.mails.find(tx, params.mail);
      if (!mail) throw notFound();
      await this.audit.record(tx, { action: 'mail.read', subject: { kind: 'mail', id: mail.id } });
      const opening = await this.batches.findOpening(tx, mail);
      return mailView(mail, { secret: text(asker.language)('mail.secret_left_out'), opening });
    });
  }
}
