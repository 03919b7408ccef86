import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { registrationDeskRoutes, RouteInput } from '@hubwerk/contracts';
import { violatedConstraint } from '../database/database-error.ts';
import { Database, type Transaction } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { Audit } from '../platform/audit.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { Jobs } from '../platform/jobs.ts';
import { moveUp, PlaceKeeper } from './place-keeper.ts';
import { codeView } from './registration.view.ts';
import { TicketCodeRepository, type CodeRecord } from './ticket-code.repository.ts';

type Input<R extends keyof typeof registrationDeskRoutes> = RouteInput<(typeof registrationDeskRoutes)[R]>;

/** Words that open ticket types, keep places or lower prices. */
@Injectable()
export class TicketCodeService {
  constructor(
    private readonly database: Database,
    private readonly codes: TicketCodeRepository,
    private readonly keeper: PlaceKeeper,
    private readonly events: EventService,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
  ) {}

  async list({ params }: Input<'listTicketCodes'>) {
    const event = await this.events.get(params.event);
    return { items: (await this.codes.list(event.id)).map(codeView), next: null };
  }

  async create({ params, body }: Input<'createTicketCode'>) {
    const event = await this.events.get(params.event);
    const validUntil = instantOf(body.validUntil);
    const made = await this.database.transaction(async (tx) => {
      const [code] = await this.keeper.rearrange(tx, event.id, async ({ ticketTypes, places }) => {
        const { ticketTypeId, uses } = body;
        if (!ticketTypes.some(({ id }) => id === ticketTypeId)) throw invalid(['ticketTypeId'], 'no_such_ticket_type');
        checkKept(body.reserves ? uses : 0, places.left(ticketTypeId));
        const inserted = await withCodeTaken(() => this.codes.insert(tx, { ...body, eventId: event.id, validUntil }));
        await this.record(tx, 'ticket_code.created', inserted);
        return inserted;
      });
      return code;
    });
    return codeView(made);
  }

  async edit({ params, body }: Input<'editTicketCode'>) {
    const event = await this.events.get(params.event);
    const edited = await this.database.transaction(async (tx) => {
      const [code] = await this.keeper.rearrange(tx, event.id, async ({ places }) => {
        const before = await this.codes.find(tx, event.id, params.code);
        if (!before) throw notFound();
        const { uses = before.uses, reserves = before.reserves, discountPercent = before.discountPercent } = body;
        const validUntil = body.validUntil === undefined ? before.validUntil : instantOf(body.validUntil);
        if (uses < before.used) throw invalid(['uses'], 'too_few_uses');
        const after = { ...before, uses, reserves, discountPercent, validUntil };
        const more = reserves && uses > before.uses ? uses - before.uses : 0;
        checkKept(reserves && !before.reserves ? uses - before.used : more, places.left(before.ticketTypeId));
        await this.codes.update(tx, after);
        await this.record(tx, 'ticket_code.edited', after);
        return after;
      });
      return code;
    });
    return codeView(edited);
  }

  private async record(tx: Transaction, action: `ticket_code.${string}`, code: CodeRecord): Promise<void> {
    const { eventId, uses, reserves, discountPercent, validUntil } = code;
    await this.audit.record(tx, {
      action,
      subject: { kind: 'ticket_code', id: code.id, name: code.code },
      eventId,
      details: { uses, reserves, discountPercent, validUntil },
    });
    // What it keeps is free for others when it ends.
    if (reserves && validUntil) await this.jobs.enqueue(tx, moveUp, { eventId }, v7(), validUntil);
  }
}

const instantOf = (time: string | null) => (time === null ? null : new Date(time));

/** Nobody's place is kept twice. */
function checkKept(kept: number, left: number): void {
  if (kept > left) throw new HubError('not_possible_now', { details: { left } });
}

async function withCodeTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) === 'ticket_codes_code') throw invalid(['code'], 'taken');
    throw error;
  }
}
