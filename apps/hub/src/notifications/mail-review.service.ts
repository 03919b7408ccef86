import { Injectable } from '@nestjs/common';
import type { mailReviewRoutes, RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { Audit } from '../platform/audit.ts';
import { HubError } from '../platform/hub-error.ts';
import { MailBatchRepository } from './mail-batch.repository.ts';
import { mailBatchSummaryView, mailBatchView } from './mail-batch.view.ts';
import { MailDeliveryService } from './mail-delivery.service.ts';
import { mailSummaryView, mailView } from './mail.view.ts';

type Input<R extends keyof typeof mailReviewRoutes> = RouteInput<(typeof mailReviewRoutes)[R]>;

/** Mails that an event causes, as its organisers read them before they go out. */
@Injectable()
export class MailReviewService {
  constructor(
    private readonly database: Database,
    private readonly events: EventService,
    private readonly batches: MailBatchRepository,
    private readonly delivery: MailDeliveryService,
    private readonly audit: Audit,
  ) {}

  async list({ params }: Input<'listMailBatches'>) {
    const event = await this.events.get(params.event);
    return { items: (await this.batches.list(event.id)).map(mailBatchSummaryView), next: null };
  }

  async read({ params }: Input<'readMailBatch'>) {
    const event = await this.events.get(params.event);
    return mailBatchView(await this.batches.get(event.id, params.batch));
  }

  async listMails({ params, query }: Input<'listBatchMails'>) {
    const event = await this.events.get(params.event);
    const batch = await this.batches.get(event.id, params.batch);
    const rows = await this.batches.listMails(batch.id, query.after, query.limit + 1);
    const items = rows.slice(0, query.limit);
    return { items: items.map(mailSummaryView), next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  async readMail({ params }: Input<'readBatchMail'>) {
    const event = await this.events.get(params.event);
    const batch = await this.batches.get(event.id, params.batch);
    const mail = await this.batches.getMail(batch.id, params.mail);
    const opening = mail.review === 'passed' ? undefined : batch.texts[mail.language].opening;
    return mailView(mail, { opening });
  }

  async edit({ params, body }: Input<'editMailBatch'>) {
    const event = await this.events.get(params.event);
    await this.database.transaction(async (tx) => {
      const batch = await this.batches.getForUpdate(tx, event.id, params.batch);
      if (batch.version !== body.version) throw await this.changedMeanwhile(event.id, batch.id);
      await this.batches.setTexts(tx, batch.id, body.texts);
      await this.record(tx, 'mail_batch.edited', batch, {});
    });
    return mailBatchView(await this.batches.get(event.id, params.batch));
  }

  /** What an organiser has not read is not sent: neither texts that another one changed meanwhile nor news that is old. */
  send({ params, body }: Input<'sendBatchMails'>) {
    return this.decide(params, 'mail_batch.sent', async (tx, batch) => {
      if (batch.version !== body.version) throw await this.changedMeanwhile(batch.eventId, batch.id);
      if (await this.batches.isBeingSuperseded(tx, batch)) throw new HubError('not_possible_now');
      return this.batches.pass(tx, { batchId: batch.id, mail: body.mail }, batch.texts);
    });
  }

  discard({ params, body }: Input<'discardBatchMails'>) {
    return this.decide(params, 'mail_batch.discarded', (tx, { id }) =>
      this.batches.discard(tx, { batchId: id, mail: body.mail }),
    );
  }

  retry({ params, body }: Input<'retryBatchMails'>) {
    return this.decide(params, 'mail_batch.retried', (tx, { id }) =>
      this.batches.retry(tx, { batchId: id, mail: body.mail }),
    );
  }

  /** @returns how many mails it was about; none where somebody else was faster */
  private async decide(
    params: { event: string; batch: string },
    action: `mail_batch.${string}`,
    work: (tx: Transaction, batch: Awaited<ReturnType<MailBatchRepository['getForUpdate']>>) => Promise<number>,
  ): Promise<{ count: number }> {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      const batch = await this.batches.getForUpdate(tx, event.id, params.batch);
      const count = await work(tx, batch);
      if (count === 0) this.audit.unchanged();
      else await this.record(tx, action, batch, { count });
      this.database.onCommit(tx, () => this.delivery.deliver());
      return { count };
    });
  }

  private async changedMeanwhile(eventId: string, batchId: string): Promise<HubError> {
    const current = mailBatchView(await this.batches.get(eventId, batchId));
    return new HubError('changed_meanwhile', { details: { current } });
  }

  private record(
    tx: Transaction,
    action: `mail_batch.${string}`,
    { id, name, eventId }: { id: string; name: string; eventId: string },
    details: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(tx, { action, subject: { kind: 'mail_batch', id, name }, eventId, details });
  }
}
